import type { RecordedList, Register, RegisterList } from '../partnership/register.ts';
import { eventStore } from './events.ts';
import { Prisma } from './generated/client.ts';
import { asJson } from './json.ts';
import type { Scope } from './scope.ts';

interface Table {
  name: Prisma.ModelName;
  columns: Record<string, string>;
}

/** In an order in which each refers only to those before it. */
const TABLES: Record<RegisterList, Table> = {
  calendarDays: { name: 'CalendarDay', columns: Prisma.CalendarDayScalarFieldEnum },
  connections: { name: 'Connection', columns: Prisma.ConnectionScalarFieldEnum },
  bodies: { name: 'Body', columns: Prisma.BodyScalarFieldEnum },
  relations: { name: 'BodyRelation', columns: Prisma.BodyRelationScalarFieldEnum },
  posts: { name: 'Post', columns: Prisma.PostScalarFieldEnum },
  people: { name: 'Person', columns: Prisma.PersonScalarFieldEnum },
  accounts: { name: 'Account', columns: Prisma.AccountScalarFieldEnum },
  leaves: { name: 'Leave', columns: Prisma.LeaveScalarFieldEnum },
  holdings: { name: 'PostHolding', columns: Prisma.PostHoldingScalarFieldEnum },
  seats: { name: 'Seat', columns: Prisma.SeatScalarFieldEnum },
  agreements: { name: 'Agreement', columns: Prisma.AgreementScalarFieldEnum },
  groupings: { name: 'Grouping', columns: Prisma.GroupingScalarFieldEnum },
  priorities: { name: 'Priority', columns: Prisma.PriorityScalarFieldEnum },
  delegations: { name: 'Delegation', columns: Prisma.DelegationScalarFieldEnum },
  agreed: { name: 'AgreementPriority', columns: Prisma.AgreementPriorityScalarFieldEnum },
  assignments: { name: 'Assignment', columns: Prisma.AssignmentScalarFieldEnum },
  linkages: { name: 'Linkage', columns: Prisma.LinkageScalarFieldEnum },
  requiredActions: { name: 'RequiredAction', columns: Prisma.RequiredActionScalarFieldEnum },
  obligations: { name: 'Obligation', columns: Prisma.ObligationScalarFieldEnum },
  meetings: { name: 'Meeting', columns: Prisma.MeetingScalarFieldEnum },
  channels: { name: 'Channel', columns: Prisma.ChannelScalarFieldEnum },
};
const LISTS = Object.entries(TABLES) as [RegisterList, Table][];

// "C": the same order on every server, whatever its locale.
const LOAD = `select p."registerVersion" as version,
  json_build_object('key', p.key, 'name', p.name, 'shortName', p."shortName", 'areaName', p."areaName", 'kind', p.kind,
    'timeZone', p."timeZone", 'yearStartMonth', p."yearStartMonth") as partnership,
  ${LISTS.map(
    ([list, { name, columns }]) => `(select coalesce(
      jsonb_agg(to_jsonb(t) - 'partnershipId' order by ${columns.order ? 't."order", ' : ''}t.key collate "C"), '[]')
      from "${name}" t where t."partnershipId" = p.id) as "${list}"`,
  ).join(',\n  ')}
from "Partnership" p where p.id = $1`;

/** The register last read of each partnership, with its version. */
export type Registers = Map<string, { version: number; register: Register }>;

export function registerReader({ tx, partnershipId, state }: Scope, registers: Registers) {
  return {
    /** The register, whole: each list in its order, then by key. Kept in memory by its version. Includes ended rows. */
    async register(): Promise<Register> {
      const kept = registers.get(partnershipId);
      if (kept?.version === state.registerVersion) return kept.register;
      const loaded = await load(tx, partnershipId);
      registers.set(partnershipId, loaded);
      return loaded.register;
    },
  };
}

export function registerStore(scope: Scope, registers: Registers) {
  const { tx, partnershipId, atLast } = scope;
  const reader = registerReader(scope, registers);
  let changed = false;
  return {
    /** As a reader's; once something was written to it here, with what was written. */
    async register(): Promise<Register> {
      // Not kept: this transaction may yet be rolled back.
      return changed ? (await load(tx, partnershipId)).register : reader.register();
    },

    /**
     * Writes what an import changed: rows added or changed are upserted whole, rows ended with their `endedOn`. Waits for
     * every interaction under way, and later ones wait for it.
     */
    async applyRegister(
      change: { partnership: Register['partnership']; upserts: { list: RegisterList; row: Record<string, unknown> }[] },
      now: Date,
    ): Promise<void> {
      changed = true;
      await tx.$queryRaw`select 1 from "Partnership" where id = ${partnershipId} for update`;
      const { key, name, shortName, areaName, kind, timeZone, yearStartMonth } = change.partnership;
      await tx.partnership.update({
        where: { id: partnershipId },
        data: {
          ...{ key, name, shortName, areaName, kind, timeZone, yearStartMonth },
          registerVersion: { increment: 1 },
          nextDueAt: null,
        },
      });
      await tx.partnership.updateMany({ where: { id: partnershipId, activeFrom: null }, data: { activeFrom: now } });
      const counts: Record<string, number> = {};
      for (const [list, table] of LISTS) {
        const rows = change.upserts.filter((one) => one.list === list).map((one) => one.row);
        if (rows.length === 0) continue;
        counts[list] = rows.length;
        const written = rows.map((row) => ({ ...row, partnershipId }));
        await tx.$executeRawUnsafe(upsertInto(table), JSON.stringify(asJson(written)));
      }
      await eventStore(scope).add({
        at: now,
        by: null,
        what: 'register.imported',
        subject: 'register',
        detail: counts,
      });
    },

    /** Writes one row that somebody gave in chat. Whoever reads the register later sees it. */
    async record<L extends RecordedList>(list: L, row: Register[L][number]): Promise<void> {
      changed = true;
      await tx.$executeRawUnsafe(upsertInto(TABLES[list]), JSON.stringify(asJson([{ ...row, partnershipId }])));
      atLast.registerVersion = { increment: 1 };
      atLast.nextDueAt = null;
    },
  };
}

async function load(tx: Scope['tx'], partnershipId: string): Promise<{ version: number; register: Register }> {
  const [row] = await tx.$queryRawUnsafe<({ version: number } & Register)[]>(LOAD, partnershipId);
  if (!row) throw new Error(`No partnership ${partnershipId}`);
  const { version, ...register } = row;
  return { version, register: frozen(register) };
}

function upsertInto({ name, columns }: Table): string {
  const names = Object.keys(columns).map((column) => `"${column}"`);
  const updates = names.filter((column) => !['"partnershipId"', '"key"'].includes(column));
  return `insert into "${name}" (${names}) select ${names} from jsonb_populate_recordset(null::"${name}", $1::jsonb)
    on conflict ("partnershipId", key) do update set ${updates.map((column) => `${column} = excluded.${column}`)}`;
}

/** It is shared by everybody who asks: changing it in place throws. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(frozen);
    Object.freeze(value);
  }
  return value;
}
