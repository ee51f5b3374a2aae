import { type KeyboardEvent, useId, useRef, useState } from 'react';
import type { PersonGroup } from '../page-rehearsal.ts';
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

/**
 * Who you are on a platform: everybody who has an account there, by what they do. Arrows and letters only look through a
 * list that is closed: whoever they come past is somebody only once that is confirmed.
 */
export function People({ platform, people, chosen, choose }: PeopleProps) {
  const id = useId();
  const there = people.filter(({ platforms }) => platforms.includes(platform));
  const groups = GROUPS.map(([group, label]) => ({ label, people: there.filter((one) => one.group === group) }));
  /** Whom the keys have come to. */
  const [wanted, setWanted] = useState<string>();
  const byKeys = useRef(false);
  const shown = wanted ?? chosen;
  const you = there.find(({ key }) => key === shown);

  const take = () => {
    setWanted(undefined);
    if (wanted !== undefined && wanted !== chosen) choose(wanted);
  };
  /** Somebody who goes on has chosen; a form that opens over the list has not. */
  const left = (to: Element | null) => {
    if (to?.closest('dialog')) setWanted(undefined);
    else if (to) take();
  };
  const key = (event: KeyboardEvent) => {
    // A space opens the list, and what is chosen in it is confirmed there.
    byKeys.current = event.key !== ' ' && !event.altKey;
    if (wanted === undefined) return;
    if (event.key === 'Escape') setWanted(undefined);
    if (event.key !== 'Enter') return;
    event.preventDefault();
    take();
  };
  return (
    <div className="people">
      <label htmlFor={id}>
        You are<span className="unseen">, on {platformName(platform)}</span>
      </label>
      <select
        id={id}
        value={shown}
        aria-describedby={`${id}-roles`}
        onKeyDown={key}
        onKeyUp={() => (byKeys.current = false)}
        onPointerDown={() => (byKeys.current = false)}
        onBlur={({ relatedTarget }) => left(relatedTarget)}
        onChange={({ target }) => (byKeys.current ? setWanted(target.value) : choose(target.value))}
      >
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
      <p className="roles" role="status">
        {wanted !== undefined && wanted !== chosen && `Press Enter to be ${you?.name}.`}
      </p>
    </div>
  );
}
