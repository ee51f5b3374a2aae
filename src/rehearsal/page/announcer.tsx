import type { View } from './live.ts';
import { type Person, platformName } from './wire.ts';
import { counted } from './words.ts';

/** Tells a screen reader what arrived, with the words of the notification. */
export function Announcer({ arrival, people }: { arrival: View['arrival']; people: Person[] }) {
  const name = people.find(({ key }) => key === arrival?.person)?.name;
  const newest = arrival?.messages.at(-1);
  return (
    <p className="unseen" role="status">
      {arrival &&
        newest &&
        `${name}, on ${platformName(arrival.platform)}: ${counted(arrival.messages.length, 'new message')}. ${newest.summary}`}
    </p>
  );
}
