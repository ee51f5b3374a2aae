import { OwnAgreement } from './own-agreement.tsx';
import { tours } from './tours/index.ts';
import type { TourHands } from './tours/use-tour.ts';
import type { State } from './wire.ts';

interface StartProps {
  state: State;
  tour: TourHands;
  isFormOpen: boolean;
  fail(words: string): void;
}

/** What to try first: a tour, or an agreement of one's own. Open on a first visit, and out of the way of a tour. */
export function Start({ state, tour, isFormOpen, fail }: StartProps) {
  return (
    <section className="start" aria-label="Start here" hidden={tour.at !== undefined}>
      <details
        open={tour.offered}
        onToggle={({ currentTarget }) => (currentTarget.open ? tour.offer() : tour.putAway())}
      >
        <summary>Start here</summary>
        <ul className="plain tours">
          {tours.map((one) => (
            <li key={one.title}>
              <button type="button" onClick={() => tour.begin(one)}>
                {one.title}
              </button>
              <p className="quiet">{one.about}</p>
            </li>
          ))}
        </ul>
        <OwnAgreement
          own={state.own}
          partnership={state.partnership}
          show={tour.offer}
          isFormOpen={isFormOpen}
          fail={fail}
        />
      </details>
    </section>
  );
}
