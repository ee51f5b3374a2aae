import { workingCalendar } from '../partnership/calendar.ts';
import { instantAt, localDay, nextContactTime } from '../partnership/contact.ts';
import type { Day } from '../partnership/day.ts';
import { holds } from '../partnership/holding.ts';
import { digestSubject, MORNING } from '../partnership/openings.ts';
import { digestOn, lastPeriod, nextPeriod, opensOn } from '../partnership/periods.ts';
import type { Register } from '../partnership/register.ts';
import { programmeManagers } from '../partnership/responsibility.ts';
import type { Period } from '../partnership/returns.ts';
import { tellsOfEscalations } from '../views/digest-escalations.ts';
import { heldMessage } from '../views/digest-hands.ts';
import { digestPosts, digestRule } from '../views/digest-posts.ts';
import type { Job, JobContext } from './job.ts';

/** Working days before the next period opens on which it is said again that a digest is held back. */
const BEFORE_CLOSING = 3;

/** What was reported, for the body that asked. It stays where it is posted, and a late report brings it up to date there. */
export const digest: Job = {
  name: 'digest',
  help: 'Posts what was reported to the channels of the body that asked, at 9am on the working day after the due date, unless it is held back',

  async due(reader, now) {
    const register = await reader.register();
    const calendar = workingCalendar(register);
    const today = localDay(now, calendar.timeZone);
    const key = ({ obligationKey, start }: Period) => `digest/${obligationKey}/${start}`;
    const coming = (await reader.periods.open()).map((period) => ({
      // Held back, it is another occurrence: the one that posts it stays unclaimed.
      key: `${key(period)}${period.digestHeldAt ? '/held' : ''}`,
      at: instantAt(digestOn(period.dueOn, calendar), MORNING, 0, calendar.timeZone),
      period,
    }));
    const closing = (await reader.periods.open()).flatMap((period) => {
      const on = closingSoon(register, period);
      if (!period.digestHeldAt || !on || today >= on.opens) return [];
      return [{ key: `${key(period)}/held/closing`, at: instantAt(on.said, MORNING, 0, calendar.timeZone), period }];
    });
    const left = (await reader.periods.closedHeld()).map((period) => ({
      key: `${key(period)}/held/closed`,
      at: period.closedAt ?? now,
      period,
    }));
    return [...coming, ...closing, ...left]
      .filter(({ period: { obligationKey } }) =>
        register.obligations.some(({ key, endedOn }) => key === obligationKey && holds({ endedOn }, today)),
      )
      .map(({ key, at, period }) => ({ key, at, input: { period: period.id } }))
      .filter(({ at }) => at <= now);
  },

  async run({ key, input }, context) {
    const period = await context.store.periods.lock(input.period ?? '');
    // Posted early, or anew.
    if (!period || (await context.store.postings.of(digestSubject(period))).length > 0) return;
    if (period.digestHeldAt) return sayHeld(period, key.endsWith('/closing'), context);
    await post(period, context);
  },
};

async function post(period: Period, { store, register, now }: JobContext): Promise<void> {
  const obligation = register.obligations.find((one) => one.key === period.obligationKey);
  if (!obligation) return;
  // One that never went out, because the partnership was paused say, gives way to this one.
  const before = lastPeriod(obligation.cadence, register.partnership.yearStartMonth, period.start);
  const older = await store.periods.startingOn(obligation.key, before.start);
  if (older) {
    const reason = 'The next digest was made before this was sent';
    await store.deliveries.withdraw({ subject: digestSubject(older) }, reason);
  }
  // Whoever is sending a report now is waited for, and whoever sends one after this finds the digest.
  await store.returns.hold((await store.returns.ofPeriod(period.id)).map(({ id }) => id));
  const rows = {
    ...{ obligation, period, ...(await store.returns.reported(period)) },
    ...(tellsOfEscalations(obligation) && { escalations: await store.escalations.withDigest(period) }),
  };
  for (const one of digestPosts(register, rows, now, digestRule(register, rows)))
    await store.deliveries.queue(one, now);
  await store.events.add({ at: now, by: null, what: 'digest.posted', subject: `period/${period.id}`, detail: {} });
}

/**
 * When those who hold a digest back hear of it before its period closes, and when that is. Null where it is not to go out
 * until then.
 */
function closingSoon(register: Register, { obligationKey, start, dueOn }: Period): { said: Day; opens: Day } | null {
  const obligation = register.obligations.find(({ key }) => key === obligationKey);
  if (!obligation) return null;
  const calendar = workingCalendar(register);
  const opens = opensOn(nextPeriod(obligation.cadence, register.partnership.yearStartMonth, start).end, calendar);
  const said = calendar.before(opens, BEFORE_CLOSING);
  return said > digestOn(dueOn, calendar) ? { said, opens } : null;
}

/** Said once when it would have gone out, once some days before the next period opens, and once more when it does. */
async function sayHeld(period: Period, isClosing: boolean, { store, register, now }: JobContext): Promise<void> {
  const calendar = workingCalendar(register);
  const event = await store.events.last('digest.held', `period/${period.id}`);
  const held = { by: period.digestHeldBy, at: period.digestHeldAt ?? now, why: String(event?.detail.why ?? '') };
  const subject = `digest-held/${period.obligationKey}/${period.start}${period.closedAt ? '/closed' : isClosing ? '/closing' : ''}`;
  const opens = isClosing ? (closingSoon(register, period)?.opens ?? null) : null;
  for (const { key } of programmeManagers(register, localDay(now, calendar.timeZone))) {
    await store.deliveries.queue(
      {
        to: { kind: 'person', key },
        subject,
        message: heldMessage(register, period, held, opens),
        about: 'digest.held',
        because:
          'A digest that is held back does not go out, and the programme manager is told when it would have, some days before the next period opens, and when it does',
        dedupeKey: `${subject}/${key}`,
        notBefore: nextContactTime(now, calendar),
        data: { period: period.id },
      },
      now,
    );
  }
}
