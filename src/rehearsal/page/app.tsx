import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { Above } from './above.tsx';
import { Announcer } from './announcer.tsx';
import { CalendarBar } from './calendar.tsx';
import { ClientWindow } from './client-window.tsx';
import { Dialog } from './dialog.tsx';
import { Header } from './header.tsx';
import { useMedia } from './hooks.ts';
import { readersOf } from './inbox.ts';
import { keyOf, type Live } from './live.ts';
import type { Memory } from './memory.ts';
import { Problem } from './problem.tsx';
import { Sent } from './sent.tsx';
import { Start } from './start.tsx';
import { TourPanel } from './tours/panel.tsx';
import { useTour } from './tours/use-tour.ts';
import { usePlace } from './use-place.ts';
import { type Person, PLATFORMS, type Platform, type Sent as SentMessage } from './wire.ts';

const NOBODY: Person[] = [];

/** The page: the calendar above, the two platforms' clients side by side or one at a time, and what was sent below. */
export function App({ live, seen }: { live: Live; seen: Memory }) {
  const view = useSyncExternalStore(live.subscribe, live.get);
  const { state } = view;
  const { place, go } = usePlace(state);
  const wide = useMedia('(min-width: 64rem)');
  /** The client that the person used last: on a narrow page, the one that is shown. */
  const [front, setFront] = useState<Platform>();
  const [sought, setSought] = useState<Sought>();

  const tour = useTour(live, go);
  const people = state?.people ?? NOBODY;

  const first = state?.people.find(({ key }) => key === state.startWith)?.platforms[0] ?? 'slack';
  const active = place && place.show !== 'both' ? place.show : (front ?? first);
  const shown = place?.show === 'both' && wide ? PLATFORMS : [active];
  const seats = place ? shown.map((platform) => ({ platform, person: place[platform].person })) : [];
  const seated = seats.filter(({ person }) => person !== '');
  const watching = seated.map(keyOf).join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: whom the page is says all that there is to watch
  useEffect(() => live.watch(seated), [live, watching]);

  const goTo = useCallback(
    (sent: SentMessage) => {
      if (!place) return;
      const { platform } = sent;
      const readers = readersOf(sent, people);
      const you = place[platform].person;
      const person = readers.find((key) => key === you) ?? readers[0];
      if (!person) return;
      go({
        show: place.show === 'both' ? 'both' : platform,
        [platform]: { person, conversation: sent.conversation ?? 'home' },
      });
      setFront(platform);
      setSought({ platform, person, message: sent.message, times: Date.now() });
    },
    [place, go, people],
  );

  if (!state || !place) return <Opening problem={view.behind} />;

  const screens = seated.map((one) => ({ ...one, screen: view.screens[keyOf(one)] }));
  const open = screens.filter(({ screen }) => screen?.dialog);
  const dialog = open.find(({ platform }) => platform === active) ?? open[0];
  const yours = seated.map(({ person }) => person);

  const above = (
    <Above>
      <Problem behind={view.behind} failed={view.failed} dismiss={live.dismiss} />
      {tour.at && <TourPanel at={tour.at} hands={tour} />}
    </Above>
  );

  return (
    <>
      <a className="skip" href="#clients">
        Skip to the conversations
      </a>
      <Header
        partnership={state.partnership}
        show={wide ? place.show : active}
        wide={wide}
        choose={(show) => {
          if (show !== 'both') setFront(show);
          go({ show });
        }}
      />
      {!dialog && above}
      <CalendarBar
        calendar={state.calendar}
        moving={view.moving}
        you={state.people.filter(({ key }) => yours.includes(key)).map(({ name }) => name)}
        move={(to, others) => live.move(to, others ? yours : undefined)}
      />
      <Start state={state} tour={tour} isFormOpen={dialog !== undefined} fail={live.fail} />
      <main id="clients" className={shown.length === 2 ? 'clients both' : 'clients'} tabIndex={-1}>
        {shown.map((platform) => (
          <ClientWindow
            key={platform}
            platform={platform}
            state={state}
            seat={place[platform]}
            screen={view.screens[keyOf({ platform, person: place[platform].person })]}
            seen={seen}
            sought={sought?.platform === platform && sought.person === place[platform].person ? sought : undefined}
            go={(seat) => go({ [platform]: { ...place[platform], ...seat } })}
            use={() => setFront(platform)}
            act={(act) => live.act({ platform, person: place[platform].person }, act)}
            fail={live.fail}
          />
        ))}
      </main>
      <Sent log={view.log} timeZone={state.calendar.timeZone} people={people} goTo={goTo} />
      {dialog?.screen?.dialog && (
        <Dialog
          key={keyOf(dialog)}
          platform={dialog.platform}
          shown={dialog.screen.dialog}
          notice={dialog.screen.notice}
          act={(act) => live.act(dialog, act)}
          leave={(values) => live.leave(dialog, values)}
        >
          {above}
        </Dialog>
      )}
      <Announcer arrived={view.arrived} people={state.people} hold={dialog !== undefined || view.moving !== null} />
    </>
  );
}

/** A message that is to be brought into view, once it is on screen. */
export interface Sought {
  platform: Platform;
  person: string;
  message: string | null;
  /** So that the same one can be sought again. */
  times: number;
}

function Opening({ problem }: { problem?: string }) {
  return (
    <>
      <Header partnership="" />
      <p className="opening" role="status">
        {problem ?? 'Opening the rehearsal.'}
      </p>
    </>
  );
}
