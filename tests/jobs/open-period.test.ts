import { expect, test } from 'vitest';
import { instantAt } from '../../src/partnership/contact.ts';
import { scene } from '../runtime/scene.ts';
import { at, importRegister, quarterly, smallRegister } from '../runtime/world.ts';

test('a period opens at 9am on the first working day after the quarter ends, and each person gets one message', async () => {
  const { go, platform, database, partnershipId } = await scene();
  await go(at('2021-04-01', 8, 59));
  expect(platform.calls).toEqual([]);
  await go(at('2021-04-01', 9));
  expect(platform.arrived().sort()).toEqual([
    'U-ana: 2 reports due, Quarter 4 (January to March 2021)',
    'U-ben: 1 report due, Quarter 4 (January to March 2021)',
  ]);
  expect(platform.calls.map((call) => call.platform).sort()).toEqual(['slack', 'teams']);
  const [period] = await database.read(partnershipId, (reader) => reader.periods.open());
  expect(period).toMatchObject({
    start: '2021-01-01',
    end: '2021-03-31',
    dueOn: '2021-04-16',
    openedAt: at('2021-04-01'),
  });
});

test('the rule that caused it, and what it speaks of, stand beside the message', async () => {
  const { go, log, database, partnershipId } = await scene();
  await go(at('2021-04-01'));
  const [first] = await log();
  const returns = await database.read(partnershipId, async (reader) => {
    const [period] = await reader.periods.open();
    return reader.returns.ofPeriod(period!.id);
  });
  expect(first).toMatchObject({
    about: 'report.prompt',
    because:
      'A period opens on the first working day after the quarter ends; Ana Reed is lead for Hate crime and lead for Prevent',
    posting: { addressKey: 'ana', subject: 'prompt/2021-03-31' },
  });
  const own = returns.filter(({ subjectKey }) => subjectKey !== 'modern-slavery').map(({ id }) => id);
  expect([...(first!.posting.data.returns as string[])].sort()).toEqual(own.sort());
});

test.each([
  ['2021-04-01', 'Quarter 4 of 2020/21, in summer time', '2021-03-31', 8],
  ['2021-07-01', 'Quarter 1 of 2021/22', '2021-06-30', 8],
  ['2022-01-04', 'after two bank holidays, in winter time', '2021-12-31', 9],
  ['2022-10-03', 'after a weekend', '2022-09-30', 8],
])('it is 9am by the clock on the wall on %s: %s', async (day, _, before, hourInUtc) => {
  const { go, platform } = await scene({ from: at(before, 8) });
  await go(new Date(`${day}T0${hourInUtc - 1}:59:59.999Z`));
  expect(platform.calls).toEqual([]);
  await go(new Date(`${day}T0${hourInUtc}:00:00Z`));
  expect(platform.calls).toHaveLength(2);
});

test('a partnership elsewhere is asked at its own 9am', async () => {
  const register = smallRegister();
  register.partnership.timeZone = 'America/New_York';
  const { go, platform } = await scene({ register });
  await go(at('2021-04-01', 12));
  expect(platform.calls).toEqual([]);
  await go(instantAt('2021-04-01', 9, 0, 'America/New_York'));
  expect(platform.calls).toHaveLength(2);
});

test('obligations of several lengths that open on one day make one message for each person', async () => {
  const obligations = [quarterly, { ...quarterly, key: 'monthly', cadence: 'monthly' as const, dueWorkingDays: 5 }];
  const { go, platform } = await scene({ register: smallRegister({ obligations }) });
  await go(at('2021-04-01'));
  expect(platform.calls.map(({ to }) => to).sort()).toEqual(['U-ana', 'U-ben']);
  expect(platform.calls.find(({ to }) => to === 'U-ana')!.summary).toContain('4 reports due');
  platform.clear();
  await go(at('2021-05-04'));
  expect(platform.arrived().filter((one) => one.includes('due, April 2021'))).toHaveLength(2);
});

test('an obligation that joins the register later that day is added to the message that stands', async () => {
  const { go, platform, database } = await scene();
  await go(at('2021-04-01'));
  const obligations = [quarterly, { ...quarterly, key: 'monthly', cadence: 'monthly' as const }];
  await importRegister(database, smallRegister({ obligations }), at('2021-04-01', 11), 'live');
  await go(at('2021-04-01', 11));
  expect(platform.calls.map(({ to, action }) => `${action} ${to}`).sort()).toEqual([
    'post U-ana',
    'post U-ben',
    'update U-ana',
    'update U-ben',
  ]);
});

test('the period before closes when the next one opens, and not earlier', async () => {
  const { go, database, partnershipId } = await scene();
  const latest = () => database.read(partnershipId, (reader) => reader.periods.startingOn('progress', '2021-01-01'));
  await go(at('2021-04-01'));
  await go(at('2021-07-01', 8));
  expect((await latest())!.closedAt).toBeNull();
  await go(at('2021-07-01', 9));
  expect((await latest())!.closedAt).toEqual(at('2021-07-01', 9));
});

test('what happened before the first import is not caught up on', async () => {
  const { go, platform } = await scene({ from: at('2021-04-12') });
  await go(at('2021-06-30'));
  expect(platform.calls).toEqual([]);
  await go(at('2021-07-01'));
  expect(platform.arrived()).toContain('U-ben: 1 report due, Quarter 1 (April to June 2021)');
});

test('after a stop of two quarters only the newer period opens, in the next working hours', async () => {
  const { go, platform, database, partnershipId } = await scene();
  await go(at('2021-10-02', 11));
  expect(platform.calls).toEqual([]);
  await go(at('2021-10-04', 9));
  expect(platform.arrived().sort()).toEqual([
    'U-ana: 2 reports due, Quarter 2 (July to September 2021)',
    'U-ben: 1 report due, Quarter 2 (July to September 2021)',
  ]);
  expect(await database.read(partnershipId, (reader) => reader.periods.open())).toHaveLength(1);
});

test('what nothing is to be reported on, has left the agreement, or did not hold when the period ended, opens nothing', async () => {
  const obligations = [
    { ...quarterly, key: 'narrative', report: 'csp_narrative' as const, owedByKind: 'csp' as const },
    { ...quarterly, key: 'gone', endedOn: '2021-03-31' },
    { ...quarterly, key: 'over', to: '2021-03-30' },
    { ...quarterly, key: 'new', from: '2021-04-01' },
  ];
  const { go, platform } = await scene({ register: smallRegister({ obligations }) });
  await go(at('2021-04-01'));
  expect(platform.calls).toEqual([]);
});

test('where nobody leads a priority, the programme manager is asked', async () => {
  const register = smallRegister();
  register.assignments = register.assignments.filter(({ subjectKey }) => subjectKey !== 'modern-slavery');
  const { go, platform } = await scene({ register });
  await go(at('2021-04-01'));
  expect(platform.calls.map(({ to }) => to).sort()).toEqual(['U-ana', 'U-pat']);
});
