import { useRef, useState } from 'react';
import { inWords, type Live } from '../live.ts';
import { memory } from '../memory.ts';
import type { Go } from '../use-place.ts';
import { performer } from './perform.ts';
import type { Tour } from './tour.ts';

/** Where a visitor is in a tour. */
export interface OnTour {
  tour: Tour;
  step: number;
  /** The page is doing what the step says. */
  busy: boolean;
  failed?: string;
}

const seen = memory('golden-thread-tours', () => localStorage);

export function useTour(live: Live, go: Go) {
  const [at, setAt] = useState<OnTour>();
  const [offered, setOffered] = useState(seen.get('offered') === undefined);
  const perform = useRef<ReturnType<typeof performer>>(undefined);
  /** A step that was going on when the tour was ended must not bring it back. */
  const current = useRef<Tour>(undefined);

  async function take(tour: Tour, step: number): Promise<void> {
    setAt({ tour, step, busy: true });
    let failed: string | undefined;
    try {
      await perform.current?.(tour.steps[step]?.does ?? []);
    } catch (error) {
      failed = inWords(error).split('\n')[0];
    }
    if (current.current === tour) setAt({ tour, step, busy: false, failed });
  }
  const end = () => {
    current.current = undefined;
    setAt(undefined);
  };
  const putAway = () => {
    seen.set('offered', 'yes');
    setOffered(false);
  };

  return {
    at,
    /** Whether they are open to choose from: on a first visit, as far as the browser remembers. */
    offered,
    putAway,
    offer() {
      end();
      setOffered(true);
    },
    begin(tour: Tour) {
      putAway();
      current.current = tour;
      perform.current = performer(live, go, () => current.current === tour);
      return take(tour, 0);
    },
    next: () => (at && !at.busy ? take(at.tour, at.step + 1) : undefined),
    end,
  };
}

export type TourHands = ReturnType<typeof useTour>;
