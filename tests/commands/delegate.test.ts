import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Board, board, fillsIn } from '../support/board.ts';

let snb: Board;
beforeAll(async () => {
  snb = await board();
  await snb.on('2021-04-01', 10);
});
afterAll(() => snb.close());
const newest = async (about: string, to?: string) =>
  (await snb.messages()).filter((one) => one.about.startsWith(about) && (!to || one.to === to)).at(-1)!;

/** Helen lets Nadia send until a day. */
async function delegates(until: string) {
  const helen = snb.person('helen-tranter');
  await helen.says('delegate hate crime');
  helen.types({ until });
  await helen.does('continue');
  return helen;
}

describe('letting a support officer send', () => {
  test('alone, it says what stands and whom one could let send', async () => {
    const helen = snb.person('helen-tranter');
    expect(await helen.says('delegate')).toContain('comes to you for approval.');
    expect(helen.sees()).toContain('[Let Nadia Wren send on hate crime]');
  });

  test.each([
    ['2021-04-01', 'Last day must be in the future'],
    ['2022-04-02', 'Last day must be 1 April 2022 or earlier'],
    ['', 'Enter the last day'],
  ])('the last day cannot be “%s”', async (until, error) => {
    const helen = await delegates(until);
    expect(helen.sees()).toContain(`Error: ${error}`);
  });

  test.each([
    ['delegate hate crime to Helen Tranter', 'You send the report on hate crime already'],
    ['delegate hate crime to Grace Holloway', 'Grace Holloway is not a support officer for hate crime today.'],
    ['delegate modern slavery', 'Only the lead of modern slavery, or a deputy, can let somebody else send its report.'],
    ['delegate gardening', 'There is no one priority called “gardening”.'],
  ])('“%s” is refused kindly', async (typed, words) => {
    expect(await snb.person('helen-tranter').says(typed)).toContain(words);
    expect(await snb.messages('delegation')).toEqual([]);
  });

  test('both are told, and the officer’s report then goes to the board at once', async () => {
    const helen = await delegates('2021-06-30');
    expect(helen.sees()).toContain('Last day: 30 June 2021');
    await helen.sends();
    expect(helen.sees()).toContain(
      'Nadia Wren sends the report on hate crime without your approval until 30 June 2021',
    );
    expect((await newest('delegation.started', 'nadia-wren')).text).toContain('Helen Tranter lets you send');
    expect((await newest('delegation.started', 'helen-tranter')).text).toContain(
      '[Stop Nadia Wren sending without approval on hate crime]',
    );

    const nadia = snb.person('nadia-wren');
    await nadia.says('report hate crime');
    expect(nadia.sees()).toContain('Helen Tranter lets you send it without approval until 30 June 2021.');
    await fillsIn(nadia);
    expect(nadia.sees()).toContain('[Send report to the board]');
    await nadia.sends();
    expect(nadia.sees()).toContain('Your reference is SNB-1');
    expect((await newest('report.sent.told', 'helen-tranter')).text).toContain(
      'Nadia Wren sent the report on hate crime',
    );
    const [version] = await snb.database.read(snb.partnershipId, async (reader) =>
      reader.returns.versions((await reader.returns.byReference('SNB-1'))!.id),
    );
    expect(version).toMatchObject({ authorKey: 'nadia-wren', approvedBy: null, preparedBy: null });
  });

  test('where a deputy lets an officer send, the lead is told, with the button that ends it', async () => {
    await snb.import((register) => {
      const lead = register.assignments.find(({ role, subjectKey }) => role === 'lead' && subjectKey === 'hate-crime')!;
      register.assignments.push({
        ...lead,
        ...{ key: 'deputy', role: 'deputy', holderKind: 'person', holderKey: 'keith-lomas', holderRole: null },
      });
    });
    const keith = snb.person('keith-lomas');
    await keith.says('delegate hate crime to Nadia Wren');
    keith.types({ until: '2021-05-31' });
    await keith.does('continue');
    await keith.sends();
    const told = await newest('delegation.started', 'helen-tranter');
    expect(told.text).toContain('Keith Lomas lets Nadia Wren send the report on hate crime without approval');
    const helen = snb.person('helen-tranter');
    await helen.pressesIn(told.message, 'Stop Nadia Wren sending without approval on hate crime');
    expect((await newest('delegation.ended', 'keith-lomas')).text).toContain('Helen Tranter ended the delegation');
  });

  test('recording it again moves its last day', async () => {
    const helen = await delegates('2021-09-30');
    await helen.sends();
    expect(await helen.says('delegate')).toContain(
      'Hate crime: Nadia Wren, until 30 September 2021. Set by Helen Tranter.',
    );
    expect(helen.sees().match(/\[Stop /g)).toHaveLength(1);
  });

  test('one that is ended while the officer’s form is open turns it into a draft, and says so', async () => {
    const nadia = snb.person('nadia-wren');
    await nadia.says('report hate crime');
    await nadia.presses('Change the report on hate crime');
    await nadia.does('change:achieved');
    nadia.types({ 'achieved.1.what': 'After the end' });
    await nadia.does('continue');
    const helen = snb.person('helen-tranter');
    await helen.says('delegate');
    await helen.presses('Stop Nadia Wren sending without approval on hate crime');
    expect((await newest('delegation.ended', 'nadia-wren')).text).toContain('Helen Tranter ended the delegation');
    await nadia.sends();
    expect(nadia.sees()).toContain('You may not send it without approval any more');
    expect((await newest('report.approval', 'helen-tranter')).text).toContain('After the end');
    expect(
      await helen.pressesIn(
        (await newest('delegation.started', 'helen-tranter')).message,
        'Stop Nadia Wren sending without approval on hate crime',
      ),
    ).toContain('The delegation ended on 1 April 2021.');
  });

  test('one ends with its last day', async () => {
    const helen = await delegates('2021-04-30');
    await helen.sends();
    await snb.on('2021-04-30', 10);
    const nadia = snb.person('nadia-wren');
    await nadia.says('report hate crime');
    await nadia.presses('Change the report on hate crime');
    expect(nadia.sees()).toContain('without approval until 30 April 2021');
    await snb.on('2021-05-04', 10);
    await nadia.sends();
    expect(nadia.sees()).toContain('You may not send it without approval any more');
  });
});
