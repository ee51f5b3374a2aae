import { useEffect, useRef, useState } from 'react';
import type { View } from './live.ts';
import { type Person, platformName } from './wire.ts';
import { counted } from './words.ts';

interface AnnouncerProps {
  arrived: View['arrived'];
  people: Person[];
  /** Nothing can be heard, or so much comes that nobody would listen: what came is told afterwards, at once. */
  hold: boolean;
}

/** More than this nobody hears again. */
const KEPT = 5;

/** Tells a screen reader what arrived, with the words of the notification. */
export function Announcer({ arrived, people, hold }: AnnouncerProps) {
  const told = useRef<Record<string, number>>({});
  const [lines, setLines] = useState<{ id: string; words: string }[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what somebody is called is no reason to speak
  useEffect(() => {
    if (hold) return;
    const fresh = Object.entries(arrived).flatMap(([key, { person, platform, count, newest }]) => {
      const more = count - (told.current[key] ?? 0);
      if (more === 0) return [];
      told.current[key] = count;
      const name = people.find((one) => one.key === person)?.name;
      const words = `${name}, on ${platformName(platform)}: ${counted(more, 'new message')}. ${newest.summary}`;
      return [{ id: `${key} ${count}`, words }];
    });
    if (fresh.length > 0) setLines((before) => [...before, ...fresh].slice(-KEPT));
  }, [arrived, hold]);
  return (
    <div className="unseen" role="status" aria-atomic="false">
      {lines.map(({ id, words }) => (
        <p key={id}>{words}</p>
      ))}
    </div>
  );
}
