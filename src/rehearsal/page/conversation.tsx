import { Fragment, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import type { ClientAct, ShownMessage } from '../stand-in.ts';
import type { Sought } from './app.tsx';
import { Drawing } from './drawing.tsx';
import { type Entry, HOME, markOf, unread } from './inbox.ts';
import { MessageView } from './message.tsx';
import type { Platform } from './wire.ts';
import { counted } from './words.ts';

interface ConversationProps {
  platform: Platform;
  entry: Entry;
  timeZone: string;
  /** The newest message that was seen here before. */
  lastSeen: string | undefined;
  see(message: string): void;
  sought?: Sought;
  /** Something that the person did is not answered yet. */
  busy: boolean;
  send(act: ClientAct): Promise<void>;
}

/** How many of the newest messages are drawn at first: a year of them is a long page. */
const DRAWN = 40;

export function ConversationView({ platform, entry, timeZone, lastSeen, see, sought, busy, send }: ConversationProps) {
  const id = useId();
  const log = useRef<HTMLDivElement>(null);
  const [pressed, setPressed] = useState<{ message: string; button: string }>();
  const [all, setAll] = useState(false);
  /** Where the "New" line stands for as long as this conversation is open. */
  const [firstNew] = useState(() => (lastSeen === undefined ? undefined : unread(entry, lastSeen)[0]?.id));
  const { messages } = entry;
  const newest = messages.at(-1);
  const threads = threadsOf(messages);
  const from = all ? 0 : Math.max(0, threads.length - DRAWN);
  const soughtAt = threads.findIndex((thread) => thread.some(({ id }) => id === sought?.message));
  const drawn = threads.slice(soughtAt >= 0 ? Math.min(from, soughtAt) : from);

  useNewest(log, entry.kind === 'home' ? undefined : newest?.id);

  useEffect(() => {
    const look = () => {
      if (newest && document.visibilityState === 'visible') see(markOf(newest));
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  });

  const reached = useRef<Sought>(undefined);
  useEffect(() => {
    if (!sought || reached.current === sought) return;
    reached.current = sought;
    const place = log.current;
    const message =
      sought.message && place?.querySelector<HTMLElement>(`[data-message="${CSS.escape(sought.message)}"]`);
    // The start of a message that is higher than the log is where it is read from.
    (message || place)?.focus({ preventScroll: true });
    (message || place)?.scrollIntoView({ block: message ? 'start' : 'nearest' });
  }, [sought]);

  const press = async (message: string, button: string) => {
    if (pressed) return;
    setPressed({ message, button });
    await send(entry.id === HOME ? { kind: 'pressAtHome', button } : { kind: 'press', message, button });
    setPressed(undefined);
  };
  const controls = (message: string) => ({
    level: 4 as const,
    press: (button: string) => void press(message, button),
    pressed: pressed?.message === message ? pressed.button : undefined,
  });

  const view = (message: ShownMessage) => (
    <MessageView
      key={message.id}
      platform={platform}
      message={message}
      author={message.from === 'bot' ? 'Golden Thread' : (message.by ?? 'Somebody here')}
      timeZone={timeZone}
      fresh={message.id === firstNew}
      controls={controls(message.id)}
    />
  );

  return (
    <>
      <h3 className="room-title" id={id}>
        {entry.kind === 'channel' && <span aria-hidden="true"># </span>}
        {entry.name}
      </h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: whatever scrolls can be scrolled with the keyboard */}
      <div className="messages" ref={log} role="log" aria-live="off" aria-labelledby={id} tabIndex={0}>
        <div aria-busy={busy || undefined}>
          {entry.kind === 'home' ? (
            entry.shown ? (
              <article className="message home" data-message={HOME} tabIndex={-1} aria-label="Home tab">
                <Drawing shown={entry.shown} controls={controls(HOME)} />
              </article>
            ) : (
              <p className="quiet">Nothing here yet.</p>
            )
          ) : (
            <>
              {messages.length === 0 && <p className="quiet">No messages yet.</p>}
              {drawn.length < threads.length && (
                <button type="button" className="link" onClick={() => setAll(true)}>
                  Show all {messages.length.toLocaleString('en-GB')} messages
                </button>
              )}
              {drawn.map(([first, ...replies]) => (
                <Fragment key={first.id}>
                  {view(first)}
                  {replies.length > 0 && (
                    <fieldset className="replies">
                      <legend>
                        {counted(replies.length, 'reply', 'replies')}
                        <span className="unseen"> to: {first.summary}</span>
                      </legend>
                      {replies.map(view)}
                    </fieldset>
                  )}
                </Fragment>
              ))}
            </>
          )}
        </div>
      </div>
    </>
  );
}

/** Each message of the conversation itself, with the replies in its thread. */
function threadsOf(messages: ShownMessage[]): [ShownMessage, ...ShownMessage[]][] {
  const threads = new Map<string, [ShownMessage, ...ShownMessage[]]>();
  for (const message of messages) {
    const thread = message.thread && threads.get(message.thread);
    if (thread) thread.push(message);
    else threads.set(message.id, [message]);
  }
  return [...threads.values()];
}

/** Keeps the newest message in view, as it is drawn and as others come, unless the person has scrolled away from it. */
function useNewest(log: { current: HTMLElement | null }, newest: string | undefined): void {
  const near = useRef(true);
  useLayoutEffect(() => {
    const place = log.current;
    if (!place || newest === undefined) return;
    const follow = () => {
      if (near.current) place.scrollTop = place.scrollHeight;
    };
    follow();
    let last = place.scrollTop;
    // What is still being drawn below has not been scrolled away from: only going up is leaving.
    const look = () => {
      const atEnd = place.scrollHeight - place.scrollTop - place.clientHeight < 60;
      if (atEnd || place.scrollTop < last) near.current = atEnd;
      last = place.scrollTop;
    };
    const grown = new ResizeObserver(follow);
    grown.observe(place.firstElementChild!);
    place.addEventListener('scroll', look);
    return () => {
      grown.disconnect();
      place.removeEventListener('scroll', look);
    };
  }, [log, newest]);
}
