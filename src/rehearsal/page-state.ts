import { localDay } from '../partnership/contact.ts';
import { formatLongDay } from '../partnership/day.ts';
import type { Platform } from '../views/message.ts';
import type { Moving, Rehearsal, RehearsalPerson } from './page-rehearsal.ts';

/** What every open page shows beside the screens of those it is. */
export interface PageState {
  partnership: string;
  /** Whether that is one that somebody brought, and not the example. */
  own: boolean;
  startWith: string;
  boardChannels: string[];
  people: (Omit<RehearsalPerson, 'accounts'> & { platforms: Platform[]; connections: string[] })[];
  calendar: {
    now: Date;
    timeZone: string;
    date: string;
    quarter: string;
    next: { at: Date; what: string } | null;
    due: string[];
    moving: Moving | null;
  };
}

export async function pageState(rehearsal: Rehearsal, own: boolean, moving: () => Moving | null): Promise<PageState> {
  const { calendar } = rehearsal;
  const [about, people, next, due] = await Promise.all([
    rehearsal.describe(),
    rehearsal.people(),
    calendar.next(),
    calendar.due(),
  ]);
  return {
    partnership: about.partnership,
    own,
    startWith: about.startWith,
    boardChannels: about.boardChannels,
    people: people.map(({ accounts, ...person }) => {
      const clients = accounts.filter((one, index) => accounts.findIndex(on(one.platform)) === index);
      const platforms = clients.map(({ platform }) => platform);
      return { ...person, platforms, connections: clients.map(({ connection }) => connection) };
    }),
    calendar: {
      now: calendar.now(),
      timeZone: about.timeZone,
      date: formatLongDay(localDay(calendar.now(), about.timeZone)),
      quarter: calendar.quarter(),
      next,
      due,
      // As it is when this is sent, which may be again.
      get moving() {
        return moving();
      },
    },
  };
}

const on = (platform: Platform) => (one: { platform: Platform }) => one.platform === platform;
