import { useRef, useState } from 'react';
import { inWords, type Live, type Watched } from '../live.ts';
import { memory } from '../memory.ts';
import type { Go } from '../use-place.ts';
import { tours } from './index.ts';
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

/** Where this tab is in a tour, for when the page is loaded again. */
interface Kept extends Omit<OnTour, 'tour'> {
  title: string;
  /** Who the visitor is in it. */
  self?: Watched;
}
const taken = memory('golden-thread-tour', () => sessionStorage);

const HALF_DONE = 'The page was loaded again in the middle of this step.';

function kept(): (Kept & { tour: Tour }) | undefined {
  const found: Kept | null = JSON.parse(taken.get('at') ?? 'null');
  const tour = tours.find(({ title }) => title === found?.title);
  return found && tour ? { ...found, tour } : undefined;
}

export function useTour(live: Live, go: Go) {
  const [at, setAt] = useState<OnTour | undefined>(() => {
    const was = kept();
    return was && { tour: was.tour, step: was.step, busy: false, failed: was.busy ? HALF_DONE : was.failed };
  });
  const [offered, setOffered] = useState(seen.get('offered') === undefined);
  /** A step that was going on when the tour was ended must not bring it back. */
  const current = useRef(at?.tour);
  const performs = (tour: Tour, self?: Watched) => performer(live, go, () => current.current === tour, self);
  const visitor = useRef<ReturnType<typeof performer>>(undefined);

  function stand(now: OnTour | undefined): void {
    setAt(now);
    const { tour, ...rest } = now ?? {};
    taken.set('at', JSON.stringify(tour ? { title: tour.title, ...rest, self: visitor.current?.self() } : null));
  }

  async function take(tour: Tour, step: number): Promise<void> {
    visitor.current ??= performs(tour, kept()?.self);
    stand({ tour, step, busy: true });
    let failed: string | undefined;
    try {
      await visitor.current.perform(tour.steps[step]?.does ?? []);
    } catch (error) {
      failed = inWords(error).split('\n')[0];
    }
    if (current.current === tour) stand({ tour, step, busy: false, failed });
  }
  const end = () => {
    current.current = undefined;
    stand(undefined);
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
      visitor.current = performs(tour);
      return take(tour, 0);
    },
    next: () => (at && !at.busy ? take(at.tour, at.step + 1) : undefined),
    end,
  };
}

export type TourHands = ReturnType<typeof useTour>;
