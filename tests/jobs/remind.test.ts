import { expect, test } from 'vitest';
import { reminderSubject } from '../../src/partnership/openings.ts';
import { type Scene, scene } from '../runtime/scene.ts';
import { at, quarterly, sendReport, sentReport, smallRegister } from '../runtime/world.ts';

async function prompted(given?: Parameters<typeof scene>[0]): Promise<Scene> {
  const made = await scene(given);
  await made.go(at('2021-04-01'));
  made.platform.clear();
  return made;
}

/** As they stand after the first reminder, 5 working days before the due date. */
async function remindedBefore(given?: Parameters<typeof scene>[0]): Promise<Scene> {
  const made = await prompted(given);
  await made.go(at('2021-04-09'));
  made.platform.clear();
  return made;
}

const people = (arrived: string[]) => arrived.filter((one) => one.startsWith('U-')).sort();

test('5 working days before the due date, on the day and 2 working days after it, each person is reminded', async () => {
  const { go, platform, log } = await prompted();
  for (let day = 2; day <= 30; day += 1) await go(at(`2021-04-${String(day).padStart(2, '0')}`, 10));
  const to = (account: string) => platform.arrived().filter((one) => one.startsWith(account));
  expect(to('U-ana')).toEqual([
    'U-ana: 2 reports due on Friday 16 April 2021',
    'U-ana: 2 reports due today',
    'U-ana: 2 reports late',
  ]);
  const reminders = (await log()).filter(
    ({ posting, about }) => posting.addressKey === 'ben' && about.includes('remind'),
  );
  expect(reminders.map(({ about, sentAt }) => [about, sentAt])).toEqual([
    ['report.reminder.before', at('2021-04-09', 10)],
    ['report.reminder.due', at('2021-04-16', 10)],
    ['report.reminder.late', at('2021-04-20', 10)],
  ]);
});

test('on the due day at 9am each person is reminded once, of what is still owed only', async () => {
  const { go, platform, database, partnershipId } = await remindedBefore();
  await sendReport(database, partnershipId, 'hate-crime', at('2021-04-12'));
  await go(at('2021-04-16', 8, 59));
  expect(platform.calls).toEqual([]);
  await go(at('2021-04-16', 9));
  expect(platform.arrived().sort()).toEqual(['U-ana: 1 report due today', 'U-ben: 1 report due today']);
  expect(JSON.stringify(platform.calls.find(({ to }) => to === 'U-ana')!.message)).not.toContain('ate crime');
  await go(at('2021-04-16', 16));
  expect(platform.calls).toHaveLength(2);
});

test('what closes before the day to which reminders were put off is not put off to it', async () => {
  const obligations = [quarterly, { ...quarterly, key: 'monthly', cadence: 'monthly' as const }];
  const { go, platform, database, partnershipId } = await prompted({ register: smallRegister({ obligations }) });
  await database.transact(partnershipId, (store) =>
    store.snoozes.set({ personKey: 'ben', periodEnd: '2021-03-31', until: '2021-05-20' }),
  );
  await go(at('2021-04-16'));
  const { message } = platform.calls.find(({ to }) => to === 'U-ben')!;
  expect(JSON.stringify(message)).toContain('due today');
  expect(JSON.stringify(message)).toContain('March 2021');
  expect(JSON.stringify(message)).not.toContain('Quarter 4');
});

test('who has sent everything hears nothing', async () => {
  const { go, platform, database, partnershipId } = await prompted();
  for (const priority of ['hate-crime', 'prevent', 'modern-slavery']) {
    await sendReport(database, partnershipId, priority, at('2021-04-12'));
  }
  await go(at('2021-04-16'));
  expect(platform.calls).toEqual([]);
});

test('the rule, and what the reminder speaks of, stand beside it', async () => {
  const { go, log } = await prompted();
  await go(at('2021-04-16'));
  expect((await log()).at(-1)).toMatchObject({
    about: 'report.reminder.due',
    because: 'What has not arrived is asked for again on the day it is due; Ben Shaw is lead for Modern slavery',
    posting: { addressKey: 'ben', subject: 'reminder/2021-03-31/due/2021-04-16' },
  });
});

test('a reminder that did not go out yet can be withdrawn when the report arrives', async () => {
  const { go, platform, mode, database, partnershipId, log } = await prompted();
  await mode('paused');
  await go(at('2021-04-16', 9));
  await database.transact(partnershipId, (store) =>
    store.deliveries.withdraw(
      { subject: reminderSubject({ end: '2021-03-31' }), under: true, to: { kind: 'person', key: 'ben' } },
      'The report has arrived',
    ),
  );
  await mode('live');
  await go(at('2021-04-16', 10));
  expect(platform.calls.map(({ to }) => to)).toEqual(['U-ana']);
  expect(
    (await log()).find(({ posting, about }) => posting.addressKey === 'ben' && about === 'report.reminder.due'),
  ).toMatchObject({
    state: 'suppressed',
    reason: 'The report has arrived',
  });
});

test('after a weekend of downtime the reminder comes on Monday at 9am and says that the day has passed', async () => {
  const { go, platform } = await prompted();
  await go(at('2021-04-17', 12));
  expect(platform.calls).toEqual([]);
  await go(at('2021-04-19', 9));
  expect(people(platform.arrived())).toEqual(['U-ana: 2 reports late', 'U-ben: 1 report late']);
});

test('a stop over the opening and the due date gives each person one message, not two', async () => {
  const { go, platform } = await scene();
  await go(at('2021-04-19', 9));
  expect(people(platform.arrived())).toEqual([
    'U-ana: 2 reports due, Quarter 4 (January to March 2021)',
    'U-ben: 1 report due, Quarter 4 (January to March 2021)',
  ]);
});

test('somebody whose first message is still on its way is not reminded as well', async () => {
  const { go, platform, mode } = await scene();
  await mode('paused');
  await go(at('2021-04-01'));
  await go(at('2021-04-16'));
  await mode('live');
  await go(at('2021-04-16', 10));
  expect(platform.calls.map(({ to }) => to).sort()).toEqual(['U-ana', 'U-ben']);
});

test('a stop until the next period opens gives what is due now, and no reminder of the one before', async () => {
  const { go, platform } = await prompted();
  await go(at('2021-07-01', 9));
  expect(people(platform.arrived())).toEqual([
    'U-ana: 2 reports due, Quarter 1 (April to June 2021)',
    'U-ben: 1 report due, Quarter 1 (April to June 2021)',
  ]);
});

test('a report that is being sent at that very moment is waited for', async () => {
  const { go, platform, database, partnershipId } = await prompted();
  let locked = () => {};
  const isLocked = new Promise<void>((resolve) => {
    locked = resolve;
  });
  const sending = database.transact(partnershipId, async (store) => {
    const [period] = await store.periods.open();
    const returns = await store.returns.ofPeriod(period!.id);
    const owed = returns.find(({ subjectKey }) => subjectKey === 'modern-slavery')!;
    await store.returns.lock(owed.id);
    locked();
    await new Promise((resolve) => setTimeout(resolve, 300));
    await store.returns.send(sentReport(owed, at('2021-04-16')), await store.nextReference());
  });
  await isLocked;
  await Promise.all([go(at('2021-04-16')), sending]);
  expect(platform.calls.map(({ to }) => to)).toEqual(['U-ana']);
});
