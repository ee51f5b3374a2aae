import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Outcome } from '../../src/bot/platform.ts';
import { jobs } from '../../src/jobs/index.ts';
import { createRuntime } from '../../src/runtime/runtime.ts';
import { silent } from '../runtime/support.ts';
import { at, importRegister, movable, recordingPorts, sendReport, smallRegister } from '../runtime/world.ts';
import { freshDatabase } from '../support/database.ts';

const HOUR = 3_600_000;
const FROM = at('2021-03-31', 8);
/** Working hours of a day by which two quarters have been asked about and read. */
const END = at('2021-07-20', 11);

const busy: Outcome = { kind: 'retry', seconds: 0.02, reason: 'busy', unsure: false };
const lost: Outcome = { kind: 'retry', seconds: 0.02, reason: 'no answer', unsure: true };

/** What may happen to a running partnership, in any order. */
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('jump' as const), hours: fc.integer({ min: -72, max: 30 * 24 }) }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('due' as const), minutes: fc.integer({ min: -1, max: 90 }) }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'ticks' as const }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'drains' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('report' as const),
      priority: fc.constantFrom('hate-crime', 'prevent', 'modern-slavery'),
    }),
  },
  { weight: 1, arbitrary: fc.constantFrom({ kind: 'paused' as const }, { kind: 'live' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'import' as const }) },
);

test('whatever the clock, the programs and the platforms do, nobody gets two messages for one reason, nor is forgotten', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 4, maxLength: 12 }),
      fc.array(fc.nat(9), { maxLength: 8 }),
      async (steps, faults) => {
        let made = 0;
        const id = () => `id-${++made}`;
        const { database, drop } = await freshDatabase(id);
        try {
          const clock = movable(FROM);
          const platform = recordingPorts();
          const partnershipId = await importRegister(database, smallRegister(), FROM, 'live');
          const programs = [1, 2, 3].map(() =>
            createRuntime({ database, jobs, ports: platform.ports, clock, id, log: silent }),
          );
          const fault = [...faults];
          platform.answer(() => ({ 1: busy, 2: lost })[fault.shift() ?? 0]);
          const setMode = (mode: 'paused' | 'live') => database.transact(partnershipId, (store) => store.setMode(mode));

          for (const one of steps) {
            if (one.kind === 'jump')
              clock.to(new Date(Math.min(END.getTime(), clock.now().getTime() + one.hours * HOUR)));
            if (one.kind === 'due') {
              const next = await database.nextDue();
              if (next && next < END) clock.to(new Date(next.getTime() + one.minutes * 60_000));
            }
            if (one.kind === 'ticks') await Promise.all(programs.map(({ runner }) => runner.tick()));
            if (one.kind === 'drains') await Promise.all(programs.map(({ deliveries }) => deliveries.drain()));
            if (one.kind === 'report') {
              const open = await database.read(partnershipId, (reader) => reader.periods.open());
              if (open.length > 0) await sendReport(database, partnershipId, one.priority, clock.now());
            }
            if (one.kind === 'paused' || one.kind === 'live') await setMode(one.kind);
            if (one.kind === 'import') await importRegister(database, smallRegister(), clock.now(), 'live');
          }
          await setMode('live');
          clock.to(END);
          await Promise.all(programs.map((program) => program.settle()));
          await programs[0]!.settle();

          const log = await database.delivery.log(partnershipId);
          const posts = log.filter(({ state, action }) => state === 'sent' && action === 'post');
          const reasons = posts.map(({ posting }) => `${posting.addressKey} ${posting.subject} ${posting.part}`);
          expect(reasons.toSorted()).toEqual([...new Set(reasons)].toSorted());
          const arrived = platform.calls.filter(({ outcome, action }) => outcome === 'sent' && action === 'post');
          expect(arrived.map(({ deliveryId }) => deliveryId).toSorted()).toEqual(
            posts.map((post) => post.id).toSorted(),
          );
          expect(log.filter(({ state }) => !['sent', 'suppressed'].includes(state))).toEqual([]);

          // The calendar only ever ends in July: the second quarter's messages have come, whatever became of the first's.
          for (const person of ['ana', 'ben']) {
            const asked = posts.filter(
              ({ about, posting }) => about === 'report.prompt' && posting.addressKey === person,
            );
            expect(asked.map(({ posting }) => posting.subject)).toContain('prompt/2021-06-30');
          }
          const digests = posts.filter(({ posting }) => posting.subject === 'digest/progress/2021-04-01');
          expect(digests.map(({ posting }) => posting.addressKey).toSorted()).toEqual([
            'board-council',
            'board-police',
          ]);
        } finally {
          await drop();
        }
      },
    ),
    { numRuns: 8 },
  );
}, 120_000);
