import type { Live } from './live.ts';
import type { Place } from './place.ts';
import type { Go } from './use-place.ts';
import type { State } from './wire.ts';

interface StartProps {
  live: Live;
  state: State;
  place: Place;
  go: Go;
}

/** What to try first. */
export function Start({ state }: StartProps) {
  const lead = state.people.find(({ key }) => key === state.startWith);
  return (
    <details className="start" open={state.calendar.due.length === 0}>
      <summary>What to try first</summary>
      <ol>
        <li>Press “To the next thing”. Every lead has a message then.</li>
        <li>Be {lead?.name ?? 'a lead'}, press a button that starts “Report on”, fill in the form and send it.</li>
        <li>Press “To the next thing” until the digest is posted, and read it in the board’s channel.</li>
      </ol>
    </details>
  );
}
