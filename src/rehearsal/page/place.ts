import type { Platform, State } from './wire.ts';
import { PLATFORMS } from './wire.ts';

/** Who you are on a platform, and which of their conversations is open there: its id, or `home`. */
export interface Seat {
  person: string;
  conversation: string;
}

/** Where somebody is on this page. It stands in the address, so that back, reload and a link lead to it. */
export interface Place {
  show: Platform | 'both';
  slack: Seat;
  teams: Seat;
}

export function addressOf(place: Place): string {
  const query = new URLSearchParams({ show: place.show });
  for (const platform of PLATFORMS) {
    const { person, conversation } = place[platform];
    if (person) query.set(platform, conversation ? `${person}/${conversation}` : person);
  }
  return `#${query}`;
}

/** What an address says; what it does not say, or what cannot be, as somebody finds it who comes for the first time. */
export function placeIn(address: string, state: Pick<State, 'people' | 'startWith'>): Place {
  const query = new URLSearchParams(address.replace(/^#/, ''));
  const show = query.get('show');
  return {
    show: show === 'slack' || show === 'teams' ? show : 'both',
    slack: seatIn(query.get('slack'), 'slack', state),
    teams: seatIn(query.get('teams'), 'teams', state),
  };
}

function seatIn(wanted: string | null, platform: Platform, { people, startWith }: Pick<State, 'people' | 'startWith'>) {
  const there = people.filter(({ platforms }) => platforms.includes(platform));
  const [key, ...conversation] = (wanted ?? '').split('/');
  const asked = there.find((person) => person.key === key);
  if (asked) return { person: asked.key, conversation: conversation.join('/') };
  const first =
    there.find((person) => person.key === startWith) ?? there.find(({ group }) => group === 'lead') ?? there[0];
  return { person: first?.key ?? '', conversation: '' };
}
