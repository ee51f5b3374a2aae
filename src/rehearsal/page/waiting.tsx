import { useEffect, useState } from 'react';

const SLOW_MS = 1_000;

/** Says so when an answer takes long enough to wonder about. */
export function Waiting({ busy }: { busy: boolean }) {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!busy) return;
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [busy]);
  return (
    <p role="status" className="waiting">
      {slow ? 'Waiting for Golden Thread to answer.' : ''}
    </p>
  );
}
