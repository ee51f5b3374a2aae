import { Suspense, useEffect, useState } from 'react';
import type { ClientAct, Screen } from '../stand-in.ts';
import type { Sought } from './app.tsx';
import { Composer } from './composer.tsx';
import { ConversationView } from './conversation.tsx';
import { fetchRenderer } from './drawing.tsx';
import { type Entry, entriesOf, HOME, unread } from './inbox.ts';
import { InboxList } from './inbox-list.tsx';
import { inWords } from './live.ts';
import type { Memory } from './memory.ts';
import { Menu, MenusHere } from './menu.tsx';
import { People } from './people.tsx';
import type { Seat } from './place.ts';
import { Waiting } from './waiting.tsx';
import { type Platform, platformName, type State } from './wire.ts';

interface ClientProps {
  platform: Platform;
  state: State;
  seat: Seat;
  screen: Screen | undefined;
  seen: Memory;
  sought?: Sought;
  go(seat: Partial<Seat>): void;
  /** The person turned to this client. */
  use(): void;
  act(act: ClientAct): Promise<void>;
  fail(error: unknown): void;
}

const GONE = 'The conversation that this message was sent to is not here any more.';

/** One person's client of one platform: who they are, their inbox, and the conversation that is open. */
export function ClientWindow({ platform, state, seat, screen, seen, sought, go, use, act, fail }: ClientProps) {
  const isThere = screen !== undefined;
  useEffect(() => {
    if (isThere) fetchRenderer(platform);
  }, [isThere, platform]);
  const [refused, setRefused] = useState<string>();
  /** How many things the person did that have not been answered yet. */
  const [waiting, setWaiting] = useState(0);
  /** In each conversation, what was typed and not sent. */
  const [typed, setTyped] = useState<Record<string, string>>({});
  const type = (where: string, change: (now: string) => string) =>
    setTyped((now) => ({ ...now, [where]: change(now[where] ?? '') }));
  const entries = screen ? entriesOf(screen, platform) : [];
  const open = entries.find(({ id }) => id === seat.conversation) ?? entries[0];
  const place = (entry: Entry) => `${platform} ${seat.person} ${entry.id}`;
  const name = platformName(platform);
  const gone = sought && screen && seat.conversation !== '' && open?.id !== seat.conversation;
  const notice = gone ? GONE : (refused ?? (screen?.dialog ? undefined : screen?.notice));

  const waitFor = async (does: ClientAct): Promise<void> => {
    setRefused(undefined);
    setWaiting((many) => many + 1);
    await act(does).finally(() => setWaiting((many) => many - 1));
  };
  const send = (does: ClientAct) => waitFor(does).catch(fail);
  const begin = (way: string, conversation: string, message?: string) =>
    send({ kind: 'begin', way, conversation, ...(message ? { message } : {}) });
  const choose = (id: string) => {
    go({ conversation: id });
    // Opening it is something that the app is told of.
    if (id === HOME) send({ kind: 'openHome' });
  };

  return (
    <section className={`client ${platform}`} aria-label={name} onFocus={use} onPointerDown={use}>
      <div className="rail">
        <h2>{name}</h2>
        <People
          platform={platform}
          people={state.people}
          chosen={seat.person}
          choose={(person) => go({ person, conversation: '' })}
        />
        <InboxList
          on={name}
          entries={entries}
          open={open?.id}
          count={(entry) => (entry.id === open?.id ? 0 : unread(entry, seen.get(place(entry))).length)}
          choose={choose}
        />
      </div>
      {open ? (
        <div className="room">
          <MenusHere value={{ ways: screen?.ways ?? [], begin: (way, message) => void begin(way, open.id, message) }}>
            {/* Whole, or not yet: what is sought in it has its place only then. */}
            <Suspense fallback={<h3 className="room-title">{open.name}</h3>}>
              <ConversationView
                key={place(open)}
                platform={platform}
                entry={open}
                timeZone={state.calendar.timeZone}
                lastSeen={seen.get(place(open))}
                see={(message) => seen.set(place(open), message)}
                sought={sought}
                busy={waiting > 0}
                send={send}
              />
            </Suspense>
            {notice && (
              <p className="notice" role="alert">
                {notice}
              </p>
            )}
            <Waiting busy={waiting > 0} />
            {open.id !== HOME && <Menu name={platform === 'slack' ? 'Shortcuts' : 'Actions and apps'} />}
            {open.id !== HOME && (
              <Composer
                key={`composer ${place(open)}`}
                platform={platform}
                entry={open}
                words={typed[place(open)] ?? ''}
                type={(change) => type(place(open), change)}
                act={waitFor}
                refuse={setRefused}
                fail={(error) => setRefused(inWords(error))}
              />
            )}
          </MenusHere>
        </div>
      ) : (
        <p className="room quiet">{seat.person ? 'Opening.' : `Nobody in this partnership is on ${name}.`}</p>
      )}
    </section>
  );
}
