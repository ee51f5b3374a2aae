import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays } from '../../src/partnership/day.ts';
import { type Board, board, fillsIn } from '../support/board.ts';

let snb: Board;
beforeAll(async () => {
  snb = await board();
  await snb.on('2021-04-01', 10);
});
afterAll(() => snb.close());
const grace = () => snb.person('grace-holloway');

test('before anything has happened it says so', async () => {
  expect(await grace().says('history hate crime')).toContain('Nothing has happened yet.');
});

test('who did what, when and why, newest first', async () => {
  const helen = snb.person('helen-tranter');
  await helen.says('report hate crime');
  await fillsIn(helen);
  await helen.sends();
  await snb.on('2021-04-12', 10);
  const manager = grace();
  await manager.says('chase violence');
  await manager.says('excuse violence');
  manager.types({ why: 'An inspection' });
  await manager.does('continue');
  await manager.sends();
  const lines = (await manager.says('history')).split('\n').filter((line) => line.includes('2021 at'));
  expect(lines.map((line) => line.replace(/^\W+/, '')).slice(0, 3)).toEqual([
    '12 April 2021 at 10am: Grace Holloway excused the report on Serious Violence. Why: An inspection',
    '12 April 2021 at 10am: Grace Holloway chased Samir Haddad about Serious Violence',
    '1 April 2021 at 10am: Helen Tranter sent the report on hate crime',
  ]);
  const one = await manager.says('history hate crime');
  expect(one).toContain('sent the report on hate crime');
  expect(one).not.toContain('Serious Violence');
});

test('it goes on in parts', async () => {
  await snb.database.transact(snb.partnershipId, async (store) => {
    for (let n = 1; n <= 60; n += 1) {
      const detail = { from: '2021-05-01', to: addDays('2021-05-01', n) };
      await store.events.add({
        at: snb.now(),
        by: 'grace-holloway',
        what: 'leave.recorded',
        subject: 'person/priya-raman',
        detail,
      });
    }
  });
  const manager = grace();
  const seen = new Set<string>();
  let said = await manager.says('history');
  for (let part = 0; part < 2; part += 1) {
    expect(said.match(/2021 at/g)).toHaveLength(25);
    seen.add(said);
    said = await manager.presses('Show older');
  }
  expect(seen.size).toBe(2);
  expect(said).toContain('sent the report on hate crime');
  expect(said).not.toContain('Show older');
});

test('it says who prepared and approved, and who may send without approval', async () => {
  const [nadia, helen] = [snb.person('nadia-wren'), snb.person('helen-tranter')];
  const lines = async () => (await grace().says('history hate crime')).split('\n').map((line) => line.split(': ')[1]);
  await snb.import((register) => {
    register.assignments.push({
      ...register.assignments.find(({ role }) => role === 'support_officer')!,
      ...{ key: 'nadia-prevent', subjectKind: 'priority', subjectKey: 'prevent' },
      ...{ holderKind: 'person', holderKey: 'nadia-wren', holderRole: null },
    });
  });
  await nadia.says('report prevent');
  await fillsIn(nadia);
  await nadia.sends();
  await snb
    .person('owen-brightwell')
    .pressesIn((await snb.messages('report.approval')).at(-1)!.message, 'Approve and send');
  expect(await grace().says('history prevent')).toContain(
    'Owen Brightwell approved and sent the report on Prevent, prepared by Nadia Wren',
  );
  await helen.says('delegate hate crime');
  helen.types({ until: '2021-06-30' });
  await helen.does('continue');
  await helen.sends();
  expect(await lines()).toContain(
    'Helen Tranter recorded that Nadia Wren sends the report on hate crime for Helen Tranter without approval until 30 June 2021',
  );
  await nadia.says('report hate crime');
  await nadia.presses('Change the report on hate crime');
  await nadia.sends();
  expect(await lines()).toContain(
    'Nadia Wren corrected the report on hate crime, version 2, as Helen Tranter lets them send it without approval',
  );
});

test('leave that is cancelled has words of its own', async () => {
  const helen = snb.person('helen-tranter');
  await helen.says('away from 5 July to 9 July');
  await helen.says('away');
  await helen.presses('Cancel leave from 5 July 2021');
  expect(await grace().says('history')).toContain(
    'cancelled the leave of Helen Tranter from 5 July 2021 to 9 July 2021',
  );
});

test('a place in it that no button of ours can name is not looked for', async () => {
  const press = {
    kind: 'pressed',
    partnershipId: snb.partnershipId,
    command: 'history',
    input: { before: '9'.repeat(20) },
  };
  expect(await grace().interact(press)).toContain('This button is not in use any more.');
});

test('it is the programme manager’s alone', async () => {
  expect(await snb.person('helen-tranter').says('history')).toContain('not yours to use at present');
});
