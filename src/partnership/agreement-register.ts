import { type AgreementFile, firstDay, lastDay } from './agreement-file.ts';
import { assignmentRows, holdingRows } from './agreement-responsibility.ts';
import { MONTHS } from './day.ts';
import type { BodyRelation, Register } from './register.ts';

const RELATIONS = {
  reportsTo: 'reports_to',
  escalatesTo: 'escalates_to',
  informs: 'informs',
  partOf: 'part_of',
  delegatesTo: 'delegates_to',
  linkedWith: 'linked_with',
  scrutinises: 'scrutinises',
} as const satisfies Record<string, BodyRelation['kind']>;

const VACANT_SEAT = 'Not currently identified';

/** An id in hexadecimal digits, which means the same in capitals. */
export const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** An id as its platform sends it: what comes in is compared with it letter by letter. */
export const idAsSent = (id: string): string => (GUID.test(id) ? id.toLowerCase() : id);

/**
 * The rows that an agreement file stands for. Keys come from the file where it gives them, else from what the row
 * connects, so that the same file always gives the same keys. The file must be free of mistakes.
 */
export function registerOf(file: AgreementFile): Register {
  const agreement = file.agreement.key;
  const inAgreement = (key: string) => `${agreement}/${key}`;
  const kept = { endedOn: null };
  return {
    partnership: {
      key: file.partnership.key,
      name: file.partnership.name,
      shortName: file.partnership.shortName,
      areaName: file.partnership.area,
      kind: file.partnership.kind,
      timeZone: file.partnership.timeZone,
      yearStartMonth: file.partnership.yearStartMonth,
    },
    calendarDays: Object.entries(file.calendar.closures).map(([date, title]) => ({ key: date, date, title, ...kept })),
    connections: Object.entries(file.connections).map(([key, one]) => ({
      key,
      platform: one.platform,
      externalId: idAsSent(one.id),
      domains: one.domains,
      ...kept,
    })),
    bodies: Object.entries(file.bodies).map(([key, one], order) => ({
      key,
      name: one.name,
      shortName: one.shortName ?? null,
      kind: one.kind,
      statutoryRole: one.statutoryRole ?? null,
      external: one.external,
      order,
      ...kept,
    })),
    relations: Object.entries(file.bodies).flatMap(([fromKey, one]) =>
      Object.entries(RELATIONS).flatMap(([field, kind]) =>
        (one[field as keyof typeof RELATIONS] ?? []).map((toKey) => ({
          key: `${fromKey}/${kind}/${toKey}`,
          fromKey,
          toKey,
          kind,
          ...kept,
        })),
      ),
    ),
    posts: Object.entries(file.posts).map(([key, one]) => ({
      key,
      title: one.title,
      organisation: one.organisation ?? null,
      ...kept,
    })),
    people: Object.entries(file.people).map(([key, one]) => ({
      key,
      name: one.name,
      email: one.email ?? null,
      prefers: one.prefers ?? null,
      ...kept,
    })),
    accounts: Object.entries(file.people).flatMap(([personKey, one]) =>
      Object.entries(one.accounts).map(([connectionKey, externalId]) => ({
        key: `${personKey}/${connectionKey}`,
        personKey,
        connectionKey,
        externalId: idAsSent(externalId),
        linked: false,
        ...kept,
      })),
    ),
    holdings: holdingRows(file),
    seats: Object.entries(file.seats).flatMap(([bodyKey, seats]) =>
      seats.map((seat, order) => ({
        key: seatKey(bodyKey, seat),
        bodyKey,
        organisation: seat.organisation,
        representative: seat.representative ?? VACANT_SEAT,
        postKey: seat.post ?? null,
        order,
        ...kept,
      })),
    ),
    agreements: [
      {
        key: agreement,
        title: file.agreement.title,
        kind: file.agreement.kind,
        start: firstDay(file.agreement.start),
        end: lastDay(file.agreement.end),
        refreshedOn: file.agreement.refreshed ? firstDay(file.agreement.refreshed) : null,
        status: file.agreement.status,
        ...kept,
      },
    ],
    groupings: Object.entries(file.groupings).map(([key, one], order) => ({
      key: inAgreement(key),
      agreementKey: agreement,
      name: one.name,
      kind: one.kind,
      order,
      ...kept,
    })),
    priorities: Object.entries(file.priorities).map(([key, one]) => ({
      key,
      name: one.name ?? one.title,
      aliases: one.aliases,
      ...kept,
    })),
    agreed: Object.entries(file.priorities).map(([key, one], order) => ({
      key: inAgreement(key),
      agreementKey: agreement,
      priorityKey: key,
      title: one.title,
      tier: one.tier,
      groupingKeys: (one.grouping ?? []).map(inAgreement),
      order,
      ...kept,
    })),
    assignments: assignmentRows(file, leadsSince(file)),
    linkages: file.linkages.map(({ body }, order) => ({ key: body, bodyKey: body, order, ...kept })),
    requiredActions: Object.entries(file.requiredActions).map(([key, text], order) => ({
      key: inAgreement(key),
      agreementKey: agreement,
      text,
      order,
      ...kept,
    })),
    obligations: Object.entries(file.obligations).map(([key, one]) => ({
      key,
      report: one.report,
      owedByKind: one.owedBy === 'csp_officer' ? 'csp' : 'priority',
      owedByRole: one.owedBy,
      owedToKey: one.owedTo,
      cadence: one.cadence,
      dueWorkingDays: one.dueWorkingDays,
      from: one.from ?? null,
      to: one.to ?? null,
      ...kept,
    })),
    meetings: file.meetings.map(({ body, date, start, place }) => ({
      key: `${body}/${date}`,
      bodyKey: body,
      date,
      start: start ?? null,
      place: place ?? null,
      ...kept,
    })),
    channels: Object.entries(file.bodies).flatMap(([bodyKey, one]) =>
      Object.entries(one.channels).map(([connectionKey, channel]) => ({
        key: `${bodyKey}/${connectionKey}`,
        bodyKey,
        connectionKey,
        externalId: channel.id,
        name: channel.name,
        ...kept,
      })),
    ),
    leaves: [],
    delegations: [],
  };
}

/** A seat is known by what it is for, so that it stays the same seat when somebody else takes it. */
export function seatKey(bodyKey: string, seat: { organisation: string; representative?: string }): string {
  return [bodyKey, seat.organisation, seat.representative ?? ''].map(slug).filter(Boolean).join('/');
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** From when leads lead, where their own entry does not say: since the refresh, else since the agreement's start. */
function leadsSince(file: AgreementFile): { from: string; since: string } {
  const { refreshed, start } = file.agreement;
  if (!refreshed) return { from: firstDay(start), since: 'the start of the agreement' };
  const from = firstDay(refreshed);
  return { from, since: `the ${MONTHS[Number(from.slice(5, 7)) - 1]} ${from.slice(0, 4)} refresh` };
}
