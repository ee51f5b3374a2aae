import type { Day } from './day.ts';

/**
 * The register: everything an agreement file says, and what people said in chat about who is there, as plain data. It is read whole, never changed in place, and every
 * question about who leads, owes or may do what is a pure function of it and a day (domain model: bodies, posts,
 * people, assignments, obligations).
 */
export interface Register {
  partnership: Partnership;
  calendarDays: CalendarDay[];
  connections: Connection[];
  bodies: Body[];
  relations: BodyRelation[];
  posts: Post[];
  people: Person[];
  accounts: Account[];
  holdings: PostHolding[];
  seats: Seat[];
  agreements: Agreement[];
  groupings: Grouping[];
  priorities: Priority[];
  agreed: AgreementPriority[];
  assignments: Assignment[];
  linkages: Linkage[];
  requiredActions: RequiredAction[];
  obligations: Obligation[];
  meetings: Meeting[];
  channels: Channel[];
  leaves: Leave[];
  delegations: Delegation[];
}

/** The lists of a register, by the name of the list. */
export type RegisterList = Exclude<keyof Register, 'partnership'>;

/** The lists that people add to in chat. An import leaves them alone. */
export type RecordedList = 'leaves' | 'delegations' | 'accounts';

/** Every row has a key that stays the same from import to import, and the day from which it no longer holds. */
export interface Row {
  key: string;
  endedOn: Day | null;
}

export type Mode = 'pilot' | 'live' | 'paused';

export interface Partnership {
  key: string;
  name: string;
  shortName: string;
  areaName: string;
  kind: 'county' | 'city' | 'district' | 'combined';
  timeZone: string;
  yearStartMonth: number;
}

export interface CalendarDay extends Row {
  date: Day;
  title: string;
}

export interface Connection extends Row {
  platform: 'slack' | 'teams';
  externalId: string;
  /** Email domains that this connection may vouch for: an account there with such an email is that person's. */
  domains: string[];
}

export type BodyKind =
  | 'board'
  | 'performance_group'
  | 'csp'
  | 'delivery_group'
  | 'officer_group'
  | 'neighbourhood_team'
  | 'external_board'
  | 'scrutiny'
  | 'council'
  | 'programme_team';

export interface Body extends Row {
  name: string;
  shortName: string | null;
  kind: BodyKind;
  statutoryRole: 'county_strategy_group' | 'csp_strategy_group' | null;
  external: boolean;
  order: number;
}

export interface BodyRelation extends Row {
  fromKey: string;
  toKey: string;
  kind: 'reports_to' | 'escalates_to' | 'informs' | 'part_of' | 'delegates_to' | 'linked_with' | 'scrutinises';
}

export interface Post extends Row {
  title: string;
  organisation: string | null;
}

export interface Person extends Row {
  name: string;
  email: string | null;
  /** Key of the connection whose account this person prefers to be asked on. */
  prefers: string | null;
}

/** An account of a person on a connection: `externalId` is how the platform itself knows them. */
export interface Account extends Row {
  personKey: string;
  connectionKey: string;
  externalId: string;
  /** Linked by its verified email, or confirmed in chat: not from the file. */
  linked: boolean;
}

export interface PostHolding extends Row {
  postKey: string;
  personKey: string;
  from: Day | null;
  to: Day | null;
}

/** `postKey` null: the seat is vacant, and shown as "Not currently identified". */
export interface Seat extends Row {
  bodyKey: string;
  organisation: string;
  representative: string;
  postKey: string | null;
  order: number;
}

export interface Agreement extends Row {
  title: string;
  kind: 'agreement' | 'plan' | 'strategy';
  start: Day;
  end: Day;
  refreshedOn: Day | null;
  status: 'draft' | 'in_force' | 'superseded';
}

export interface Grouping extends Row {
  agreementKey: string;
  name: string;
  kind: 'theme' | 'objective' | 'aim' | 'approach';
  order: number;
}

/** The stable identity of a priority across agreements. */
export interface Priority extends Row {
  name: string;
  aliases: string[];
}

/** A priority as one agreement lists it; its key is `agreement/priority`. */
export interface AgreementPriority extends Row {
  agreementKey: string;
  priorityKey: string;
  title: string;
  tier: 'priority' | 'focus_area' | 'risk_driver' | 'local';
  groupingKeys: string[];
  order: number;
}

export type Role =
  | 'lead'
  | 'champion'
  | 'theme_lead'
  | 'deputy'
  | 'support_officer'
  | 'delivery_group'
  | 'chair'
  | 'vice_chair'
  | 'secretary'
  | 'programme_manager'
  | 'csp_officer'
  | 'analyst'
  | 'representative';

export type SubjectKind = 'priority' | 'body' | 'linkage' | 'grouping' | 'partnership' | 'post';

/**
 * Responsibility. The subject is a priority (by its stable key), a body, a linkage, a grouping, a post (whose support
 * officer or deputy this is), or the partnership itself. The holder is a post, a person or a body; or, with `role`,
 * whoever holds `holderRole` on the priority `holderKey`. `to` is the last day on which it holds.
 */
export interface Assignment extends Row {
  subjectKind: SubjectKind;
  subjectKey: string;
  role: Role;
  holderKind: 'post' | 'person' | 'body' | 'role';
  holderKey: string;
  holderRole: Role | null;
  from: Day | null;
  to: Day | null;
  /** How the start is shown where the source gives no date: "the March 2021 refresh". */
  since: string | null;
}

export interface Linkage extends Row {
  bodyKey: string;
  order: number;
}

export interface RequiredAction extends Row {
  agreementKey: string;
  text: string;
  order: number;
}

export type Cadence = 'monthly' | 'quarterly' | 'six_monthly' | 'annual';
export type ReportKind = 'progress_report' | 'csp_narrative';

/**
 * Who owes which return to which body, how often, due how many working days after the period ends. `owedByKind`
 * "priority": one return for each priority, owed by its `owedByRole`; "csp": one for each CSP, likewise.
 */
export interface Obligation extends Row {
  report: ReportKind;
  owedByKind: 'priority' | 'csp';
  owedByRole: Role;
  owedToKey: string;
  cadence: Cadence;
  dueWorkingDays: number;
  from: Day | null;
  to: Day | null;
}

export interface Meeting extends Row {
  bodyKey: string;
  date: Day;
  start: string | null;
  place: string | null;
}

export interface Channel extends Row {
  bodyKey: string;
  connectionKey: string;
  externalId: string;
  name: string;
}

/** A person is away from one day to another, both included. */
export interface Leave extends Row {
  personKey: string;
  from: Day;
  to: Day;
}

/** A lead lets a support officer send the reports on a priority without approval, from one day to another. */
export interface Delegation extends Row {
  priorityKey: string;
  fromKey: string;
  toKey: string;
  from: Day;
  to: Day;
}
