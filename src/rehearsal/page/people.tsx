import { useId } from 'react';
import type { PersonGroup } from '../page.ts';
import { type Person, type Platform, platformName } from './wire.ts';

const GROUPS: [PersonGroup, string][] = [
  ['lead', 'Leads'],
  ['support', 'Support officers'],
  ['manager', 'Programme manager'],
  ['board', 'Board'],
  ['csp', 'Community Safety Partnership (CSP) officers'],
  ['unknown', 'Somebody unknown'],
];

interface PeopleProps {
  platform: Platform;
  people: Person[];
  chosen: string;
  choose(person: string): void;
}

/** Who you are on a platform: everybody who has an account there, by what they do. */
export function People({ platform, people, chosen, choose }: PeopleProps) {
  const id = useId();
  const there = people.filter(({ platforms }) => platforms.includes(platform));
  const groups = GROUPS.map(([group, label]) => ({ label, people: there.filter((one) => one.group === group) }));
  const you = there.find(({ key }) => key === chosen);
  return (
    <div className="people">
      <label htmlFor={id}>
        You are<span className="unseen">, on {platformName(platform)}</span>
      </label>
      <select id={id} value={chosen} onChange={(event) => choose(event.target.value)} aria-describedby={`${id}-roles`}>
        {groups
          .filter((group) => group.people.length > 0)
          .map((group) => (
            <optgroup key={group.label} label={group.label}>
              {group.people.map((person) => (
                <option key={person.key} value={person.key}>
                  {[person.name, person.posts[0] ?? person.roles[0]].filter(Boolean).join(', ')}
                </option>
              ))}
            </optgroup>
          ))}
      </select>
      <p id={`${id}-roles`} className="roles">
        {[...(you?.posts ?? []), ...(you?.roles ?? [])].join('. ') || 'Not on the register'}
      </p>
    </div>
  );
}
