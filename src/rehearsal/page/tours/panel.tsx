import { useEffect, useId, useRef } from 'react';
import type { OnTour, TourHands } from './use-tour.ts';

/** The step of a tour: what the page just did, and the way on. It stands inside a dialog while one is open. */
export function TourPanel({ at, hands }: { at: OnTour; hands: TourHands }) {
  const id = useId();
  const words = useRef<HTMLParagraphElement>(null);
  const { tour, step, busy, failed } = at;
  const over = step >= tour.steps.length;
  useEffect(() => {
    // After the dialog, or what stood in its place, has taken the focus.
    if (busy || step < 0) return;
    const timer = setTimeout(() => words.current?.focus(), 150);
    return () => clearTimeout(timer);
  }, [busy, step]);
  return (
    <section className="tour" aria-labelledby={id}>
      <h2 id={id}>
        {tour.title}
        <span className="quiet"> {over ? 'Now you' : `Step ${step + 1} of ${tour.steps.length}`}</span>
      </h2>
      <p ref={words} tabIndex={-1} className={failed && 'problem'}>
        {failed ?? (busy ? 'One moment.' : over ? tour.alone : tour.steps[step]?.words)}
      </p>
      <p className="buttons">
        {failed && (
          <button type="button" className="main" onClick={() => hands.begin(tour)}>
            Begin this tour again
          </button>
        )}
        {!over && !failed && (
          <button type="button" className="main" aria-disabled={busy || undefined} onClick={hands.next}>
            {step + 1 < tour.steps.length ? 'Next' : 'Finish'}
          </button>
        )}
        <button type="button" onClick={hands.end}>
          {over ? 'Close the tour' : 'End the tour'}
        </button>
      </p>
    </section>
  );
}
