import type { Partnership, RegisterList } from '../../src/partnership/register.ts';
import type { Database, ToDeliver } from '../../src/store/store.ts';

/** Calendar time of these tests: 9am on the day after Quarter 4 of 2020/21. */
export const NOW = new Date('2021-04-01T08:00:00Z');

export function minutesLater(minutes: number): Date {
  return new Date(NOW.getTime() + minutes * 60_000);
}

export function partnership(key: string): Partnership {
  return {
    key,
    name: 'Safer Example Board',
    shortName: 'SEB',
    areaName: 'Exampleshire',
    kind: 'county',
    timeZone: 'Europe/London',
    yearStartMonth: 4,
  };
}

type Upserts = { list: RegisterList; row: Record<string, unknown> }[];

const body = (key: string, order: number) => ({
  list: 'bodies' as const,
  row: {
    ...{ key, name: `The ${key}`, shortName: null, kind: 'board', statutoryRole: null, external: false, order },
    endedOn: null,
  },
});

/** A board with a channel, one obligation owed to it, and one person with an account. Listed in no useful order. */
export const ROWS: Upserts = [
  {
    list: 'channels',
    row: {
      ...{ key: 'board-slack', bodyKey: 'board', connectionKey: 'council', externalId: 'C1', name: 'board' },
      endedOn: null,
    },
  },
  {
    list: 'accounts',
    row: { key: 'a1', personKey: 'amal', connectionKey: 'council', externalId: 'U1', linked: false, endedOn: null },
  },
  {
    list: 'people',
    row: { key: 'amal', name: 'Amal Example', email: 'amal@example.org', prefers: null, endedOn: null },
  },
  { list: 'connections', row: { key: 'council', platform: 'slack', externalId: 'T1', domains: [], endedOn: null } },
  body('performance-group', 2),
  body('board', 1),
  { list: 'priorities', row: { key: 'hate-crime', name: 'Hate crime', aliases: ['Hate incidents'], endedOn: null } },
  {
    list: 'obligations',
    row: {
      ...{ key: 'progress', report: 'progress_report', owedByKind: 'priority', owedByRole: 'lead', owedToKey: 'board' },
      ...{ cadence: 'quarterly', dueWorkingDays: 10, from: null, to: null, endedOn: null },
    },
  },
];

/** A partnership with a small register. Returns its id. */
export async function aPartnership(database: Database, key: string, upserts: Upserts = ROWS): Promise<string> {
  const id = await database.partnershipFor(partnership(key), 'live');
  await database.transact(id, (store) => store.applyRegister({ partnership: partnership(key), upserts }, NOW));
  return id;
}

/** A message of one line, to one person unless said otherwise. */
export function delivery(text: string, dedupeKey: string, change: Partial<ToDeliver> = {}): ToDeliver {
  return {
    to: { kind: 'person', key: 'amal' },
    subject: 'prompt/2021-01-01',
    message: { summary: 'Your reports', blocks: [{ type: 'paragraph', text: [{ type: 'text', text }] }] },
    about: 'report.prompt',
    because: 'A period opened',
    dedupeKey,
    notBefore: NOW,
    ...change,
  };
}

/** Where a platform put a message. */
export function at(messageId: string) {
  return { connectionKey: 'council', conversation: 'D1', messageId };
}
