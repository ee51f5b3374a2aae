import type { Destination, Outcome, Placed, PlatformPort } from '../../src/bot/platform.ts';
import { instantAt } from '../../src/partnership/contact.ts';
import type { Day } from '../../src/partnership/day.ts';
import type { Mode, Obligation, Register, RegisterList, Row } from '../../src/partnership/register.ts';
import type { NewVersion, Return } from '../../src/partnership/returns.ts';
import type { Database } from '../../src/store/store.ts';
import type { Message, Platform } from '../../src/views/message.ts';

export const LONDON = 'Europe/London';

/** 9am, or another hour, of a day in London. */
export const at = (day: Day, hour = 9, minute = 0): Date => instantAt(day, hour, minute, LONDON);

/** A calendar that a test moves. */
export function movable(start: Date) {
  let now = start;
  return {
    now: () => now,
    to(instant: Date) {
      now = instant;
    },
  };
}

const row = (key: string): Row => ({ key, endedOn: null });
const person = (key: string, name: string) => ({ ...row(key), name, email: `${key}@example.org`, prefers: null });
const lead = (priority: string, holder: string) => ({
  ...row(`priority/${priority}/lead/${holder}`),
  subjectKind: 'priority' as const,
  subjectKey: priority,
  role: 'lead' as const,
  holderKind: 'person' as const,
  holderKey: holder,
  holderRole: null,
  from: null,
  to: null,
  since: null,
});
const account = (personKey: string, connectionKey: string) => ({
  ...row(`${personKey}/${connectionKey}`),
  personKey,
  connectionKey,
  externalId: `U-${personKey}`,
  linked: false,
});
const channel = (key: string, connectionKey: string) => ({
  ...row(key),
  bodyKey: 'board',
  connectionKey,
  externalId: `C-${key}`,
  name: key,
});

export const quarterly: Obligation = {
  ...row('progress'),
  report: 'progress_report',
  owedByKind: 'priority',
  owedByRole: 'lead',
  owedToKey: 'board',
  cadence: 'quarterly',
  dueWorkingDays: 10,
  from: null,
  to: null,
};

/** Three priorities: Ana leads two of them, Ben one. Pat is the programme manager. The board has a channel on each platform. */
export function smallRegister(change: Partial<Register> = {}): Register {
  const titles: [string, string][] = [
    ['hate-crime', 'Hate crime'],
    ['prevent', 'Prevent'],
    ['modern-slavery', 'Modern slavery'],
  ];
  return {
    leaves: [],
    delegations: [],
    partnership: {
      key: 'snb',
      name: 'Safer Northshire',
      shortName: 'SNB',
      areaName: 'Northshire',
      kind: 'county',
      timeZone: LONDON,
      yearStartMonth: 4,
    },
    calendarDays: [],
    connections: [
      { ...row('council'), platform: 'slack', externalId: 'T-council', domains: [] },
      { ...row('police'), platform: 'teams', externalId: 'tenant-police', domains: [] },
    ],
    bodies: [
      {
        ...row('board'),
        name: 'Northshire Board',
        shortName: null,
        kind: 'board',
        statutoryRole: null,
        external: false,
        order: 1,
      },
    ],
    relations: [],
    posts: [],
    people: [person('ana', 'Ana Reed'), person('ben', 'Ben Shaw'), person('pat', 'Pat Moss')],
    accounts: [account('ana', 'council'), account('ben', 'police'), account('pat', 'council')],
    holdings: [],
    seats: [],
    agreements: [
      {
        ...row('agreement'),
        title: 'Agreement 2020-23',
        kind: 'agreement',
        start: '2020-04-01',
        end: '2023-03-31',
        refreshedOn: null,
        status: 'in_force',
      },
    ],
    groupings: [{ ...row('cohesion'), agreementKey: 'agreement', name: 'Cohesion', kind: 'theme', order: 1 }],
    priorities: titles.map(([key, name]) => ({ ...row(key), name, aliases: [] })),
    agreed: titles.map(([key, title], order) => ({
      ...row(`agreement/${key}`),
      agreementKey: 'agreement',
      priorityKey: key,
      title,
      tier: 'priority',
      groupingKeys: ['cohesion'],
      order,
    })),
    assignments: [
      lead('hate-crime', 'ana'),
      lead('prevent', 'ana'),
      lead('modern-slavery', 'ben'),
      {
        ...lead('', 'pat'),
        key: 'manager',
        subjectKind: 'partnership',
        subjectKey: 'snb',
        role: 'programme_manager',
      },
    ],
    linkages: [],
    requiredActions: [],
    obligations: [quarterly],
    meetings: [],
    channels: [channel('board-council', 'council'), channel('board-police', 'police')],
    ...change,
  };
}

/** Imports a register whole, as of a time. Rows that are there already are brought up to date. */
export async function importRegister(database: Database, register: Register, now: Date, mode: Mode): Promise<string> {
  const { partnership, ...lists } = register;
  const id = await database.partnershipFor(partnership, mode);
  const upserts = Object.entries(lists).flatMap(([list, rows]) =>
    (rows as Row[]).map((one) => ({ list: list as RegisterList, row: one as unknown as Record<string, unknown> })),
  );
  await database.transact(id, (store) => store.applyRegister({ partnership, upserts }, now));
  return id;
}

export interface Posted {
  platform: Platform;
  to: string;
  /** `sent`, unless the attempt had another outcome. */
  outcome: Outcome['kind'];
  summary: string;
  message: Message;
  deliveryId: string;
  repeated: boolean;
  action: 'post' | 'update' | 'remove';
}

type Script = (call: Omit<Posted, 'outcome'>) => Outcome | undefined | Promise<Outcome | undefined>;

/** Both platforms, writing down each call. A script decides what becomes of it; without one, everything is sent. */
export function recordingPorts() {
  const calls: Posted[] = [];
  let script: Script = () => undefined;
  let last = 0;
  const made = async (call: Omit<Posted, 'outcome'>, at: Placed): Promise<Outcome> => {
    const outcome = (await script(call)) ?? { kind: 'sent', ...at };
    calls.push({ ...call, outcome: outcome.kind });
    return outcome;
  };
  const address = (to: Destination) => (to.kind === 'channel' ? to.channelId : to.accountId);
  const port = (platform: Platform): PlatformPort => ({
    platform,
    lookUp: async () => null,
    post: (_, to, message, deliveryId, repeated) =>
      made(
        { platform, to: address(to), summary: message.summary, message, deliveryId, repeated, action: 'post' },
        { conversation: address(to), messageId: `m-${++last}` },
      ),
    update: (_, at, message) =>
      made(
        {
          platform,
          to: at.conversation,
          summary: message.summary,
          message,
          deliveryId: '',
          repeated: false,
          action: 'update',
        },
        at,
      ),
    remove: (_, at) =>
      made(
        {
          platform,
          to: at.conversation,
          summary: '',
          message: { summary: '', blocks: [] },
          deliveryId: '',
          repeated: false,
          action: 'remove',
        },
        at,
      ),
  });
  return {
    ports: [port('slack'), port('teams')],
    calls,
    /** What arrived: "U-ana: 2 reports due". */
    arrived: () => calls.filter(({ outcome }) => outcome === 'sent').map(({ to, summary }) => `${to}: ${summary}`),
    answer(with_: Script) {
      script = with_;
    },
    clear() {
      calls.length = 0;
    },
  };
}

let sentBefore = 0;

/** "Nothing to report", as the next version of a return. */
export function sentReport(owed: Return, now: Date): NewVersion {
  const id = `sent-${++sentBefore}`;
  return {
    id,
    returnId: owed.id,
    version: owed.version + 1,
    nil: true,
    values: {},
    changed: [],
    authorKey: 'ana',
    sentAt: now,
    late: false,
    draftId: `draft-${id}`,
  };
}

/** Ana or Ben sends "nothing to report" about a priority, for the period that is open. */
export async function sendReport(database: Database, partnershipId: string, priorityKey: string, now: Date) {
  await database.transact(partnershipId, async (store) => {
    const periods = await store.periods.open();
    const returns = await store.returns.ofPeriods(periods.map(({ id }) => id));
    const owed = returns.find(({ subjectKey }) => subjectKey === priorityKey)!;
    await store.returns.send(sentReport(owed, now), owed.reference ?? (await store.nextReference()));
  });
}
