import type { Queued } from './deliveries.ts';
import { occurrenceReader } from './occurrences.ts';
import { type AboutEscalation, postingReader, type Speaking } from './postings.ts';
import type { ToDeliver } from './queueing.ts';
import type { Scope } from './scope.ts';

interface Entry extends Queued {
  data: Record<string, unknown>;
  sent: boolean;
}

/**
 * The deliveries of a store that pretends, and what its jobs have done. They are kept in memory, as nobody is to get
 * them: what is asked is only to whom something new would go, and when. What changes a message where it stands is left out.
 */
export async function pretendedDeliveries(scope: Scope) {
  const { tx, partnershipId, id } = scope;
  const keyOf = ({ kind, key }: ToDeliver['to'], subject: string) => `${kind}\n${key}\n${subject}`;
  const shown = new Map<string, { pilot: boolean }>();
  const entries = new Map<string, Entry>();
  const rows = await tx.posting.findMany({
    where: { partnershipId, part: 1 },
    include: { deliveries: { where: { state: { in: ['queued', 'sending'] } }, orderBy: { sequence: 'asc' }, take: 1 } },
    orderBy: [{ addressKind: 'asc' }, { addressKey: 'asc' }, { subject: 'asc' }],
  });
  for (const { addressKind, addressKey, subject, messageId, pilot, data, deliveries } of rows) {
    const to = { kind: addressKind as ToDeliver['to']['kind'], key: addressKey };
    const [waits] = deliveries;
    if (messageId !== null) shown.set(keyOf(to, subject), { pilot });
    else if (waits) {
      const { about, because, queuedAt, notBefore } = waits;
      const { summary } = waits.message as unknown as ToDeliver['message'];
      const common = { part: 1, action: 'post' as const, repeated: false, sent: false };
      const known = {
        to,
        subject,
        summary,
        about,
        because,
        queuedAt,
        notBefore,
        data: data as Record<string, unknown>,
      };
      entries.set(keyOf(to, subject), { id: waits.id, ...known, ...common });
    }
  }
  const real = postingReader(scope);
  // Asked again at every step of each escalation, and nothing that is pretended changes what really stands.
  const about = new Map<string, Promise<AboutEscalation[]>>();
  const reallyAbout = (ids: string[]) => {
    const key = JSON.stringify(ids);
    const found = about.get(key) ?? real.aboutEscalations(ids);
    about.set(key, found);
    return found;
  };
  const occurrences = occurrenceReader(scope);
  const claimed = new Set<string>();
  const waitingNow = () => [...entries.values()].filter(({ sent }) => !sent);

  return {
    deliveries: {
      async queue({ to, subject, message, about, because, notBefore, data }: ToDeliver, now: Date): Promise<void> {
        const key = keyOf(to, subject);
        const before = entries.get(key);
        if (shown.has(key) || before?.sent) return;
        const common = { part: 1, action: 'post' as const, repeated: false, sent: false };
        entries.set(key, {
          ...{ id: before?.id ?? id(), to, subject, summary: message.summary, about, because, ...common },
          data: data ?? before?.data ?? {},
          queuedAt: now,
          notBefore: before && before.notBefore < notBefore ? before.notBefore : notBefore,
        });
      },
      async queueAll(all: ToDeliver[], now: Date): Promise<void> {
        for (const one of all) await this.queue(one, now);
      },
      async queueFirst(all: ToDeliver[], now: Date): Promise<void> {
        await this.queueAll(all, now);
      },
      async hold(_postingIds: string[]): Promise<void> {},
      async withdraw(
        { subject, to, under = false }: { subject: string; to?: ToDeliver['to']; under?: boolean },
        _reason: string,
      ): Promise<void> {
        for (const one of waitingNow()) {
          const meant = one.subject === subject || (under && one.subject.startsWith(`${subject}/`));
          if (meant && (!to || keyOf(to, '') === keyOf(one.to, ''))) entries.delete(keyOf(one.to, one.subject));
        }
      },
      async waiting(subject: string): Promise<ToDeliver['to'][]> {
        return waitingNow()
          .filter((one) => one.subject === subject)
          .map(({ to }) => to);
      },
      async queued(): Promise<Queued[]> {
        return waitingNow();
      },
      async suppress(ids: string[], _reason: string): Promise<void> {
        for (const [key, one] of entries) if (!one.sent && ids.includes(one.id)) entries.delete(key);
      },
      async leavePilotBehind(_reason: string): Promise<void> {
        for (const [key, { pilot }] of shown) if (pilot) shown.delete(key);
      },
      async bringForward(personKey: string, to: Date): Promise<void> {
        for (const one of waitingNow()) if (one.to.key === personKey && one.notBefore > to) one.notBefore = to;
      },
      async failed(): Promise<void> {},
    },
    occurrences: {
      async claimed(keys: string[]): Promise<Set<string>> {
        return new Set([...(await occurrences.claimed(keys)), ...keys.filter((key) => claimed.has(key))]);
      },
      async claim(key: string): Promise<boolean> {
        const isNew = !claimed.has(key);
        claimed.add(key);
        return isNew;
      },
    },
    postings: {
      ...real,
      /** What stands, and what would be sent. */
      async speakingOf(returnIds: string | string[]): Promise<Speaking[]> {
        const stands = (await real.speakingOf(returnIds)).filter(({ addressKind, addressKey, subject }) =>
          shown.has(keyOf({ kind: addressKind, key: addressKey }, subject)),
        );
        const wanted = [returnIds].flat();
        const speaks = ({ returns }: Entry['data']) =>
          Array.isArray(returns) && returns.some((one) => wanted.includes(one));
        return [...stands, ...[...entries.values()].filter(({ data }) => speaks(data)).map(asPosting)];
      },
      async aboutEscalations(ids: string[]): Promise<AboutEscalation[]> {
        const stands = (await reallyAbout(ids)).filter(
          ({ addressKey, subject, stage }) =>
            stage === 'failed' || (stage === 'shown' && shown.has(keyOf({ kind: 'person', key: addressKey }, subject))),
        );
        const wanted = [...entries.values()].filter(({ data }) => ids.includes(String(data.escalation)));
        return [...stands, ...wanted.map((one) => ({ ...asPosting(one), stage: one.sent ? SHOWN : WAITING }))];
      },
    },
    /** Takes everything that goes out by this time as sent, and tells what that was. `when` is null for what never does. */
    async sends(by: Date, when: (one: Queued) => Date | null): Promise<(Queued & { at: Date })[]> {
      const sent: (Queued & { at: Date })[] = [];
      for (const [key, one] of entries) {
        if (one.sent || one.notBefore > by) continue;
        const at = when(one);
        if (at === null) entries.delete(key);
        else if (at > by) one.notBefore = at;
        else {
          one.sent = true;
          sent.push({ ...one, at });
        }
      }
      return sent;
    },
  };
}

const SHOWN = 'shown' as const;
const WAITING = 'waiting' as const;

function asPosting({ id, to, subject, part, data, notBefore, sent }: Entry): Speaking {
  return {
    ...{ id, addressKind: to.kind, addressKey: to.key, subject, part, data, at: notBefore, isWaiting: !sent },
    ...{ wanted: 1, shown: sent ? 1 : 0, connectionKey: null, conversation: null, pilot: false },
    messageId: sent ? id : null,
  };
}
