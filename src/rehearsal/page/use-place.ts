import { useCallback, useEffect, useState } from 'react';
import { addressOf, type Place, placeIn } from './place.ts';
import type { State } from './wire.ts';

export type Go = (change: Partial<Place>) => void;

/** Where the person is on the page, which the address says; going somewhere is a step that "back" takes back. */
export function usePlace(state: State | undefined): { place: Place | undefined; go: Go } {
  const [address, setAddress] = useState(location.hash);
  useEffect(() => {
    const moved = () => setAddress(location.hash);
    addEventListener('popstate', moved);
    return () => removeEventListener('popstate', moved);
  }, []);
  const place = state && placeIn(address, state);
  const go: Go = useCallback(
    (change) => {
      if (!state) return;
      const next = addressOf({ ...placeIn(location.hash, state), ...change });
      if (next !== location.hash) history.pushState(null, '', next);
      setAddress(next);
    },
    [state],
  );
  return { place, go };
}
