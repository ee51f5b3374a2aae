import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Board, board, fillsIn } from '../support/board.ts';

let snb: Board;
const promptTo = async (one: Board, key: string) =>
  (await one.messages()).filter(({ to, about }) => to === key && about.startsWith('report.prompt')).at(-1)!;

function onABoard(opens: boolean) {
  beforeAll(async () => {
    snb = await board();
    if (opens) await snb.on('2021-04-01');
  });
  afterAll(() => snb.close());
}

describe('while a period is open', () => {
  onABoard(true);

  test('a lead is prompted, reports, and keeps a reference, what happens next and who was told', async () => {
    const helen = snb.person('helen-tranter');
    const prompt = await promptTo(snb, 'helen-tranter');
    expect(prompt.text).toContain('Hate crime: due Friday 16 April 2021.');

    await helen.pressesIn(prompt.message, 'Report on hate crime');
    expect(helen.sees()).toContain('Page 1 of 4');
    expect(helen.sees()).toContain('Quarter 4 (January to March 2021)');
    await fillsIn(helen);
    expect(helen.sees()).toContain('Check your answers');
    expect(helen.sees()).toContain('Headline: Opened 12 reporting centres');
    await helen.sends();

    expect(helen.sees()).toContain('Report on hate crime sent');
    expect(helen.sees()).toContain('SNB-1');
    expect(helen.sees()).toContain('digest on Monday 19 April 2021');
    expect(helen.sees()).toContain('Nadia Wren');
    const [kept] = await snb.messages('report.sent');
    expect(kept).toMatchObject({ to: 'helen-tranter' });
    expect(kept!.text).toBe(helen.sees().replace(/^Sent\n\n/, ''));
  });

  test('the line of what was sent turns into its reference, and nothing more is asked about it', async () => {
    const priya = snb.person('priya-raman');
    await priya.pressesIn((await promptTo(snb, 'priya-raman')).message, 'Report on Substance Misuse');
    await fillsIn(priya);
    await priya.sends();
    const { text } = await promptTo(snb, 'priya-raman');
    expect(text).toContain('Substance Misuse: Sent, reference SNB-2');
    expect(text).not.toContain('[Report on Substance Misuse]');
    expect(text).toContain('[Report on domestic abuse]');
  });

  test('those who prepare a report are told that it was sent, and not what it says', async () => {
    const lead = snb.person('frances-adeyemi');
    await lead.says('report');
    await fillsIn(lead, { what: 'A secret achievement' });
    await lead.sends();
    const told = await snb.messages('report.sent.told');
    expect(told.at(-1)!.to).toBe('daniel-ferris');
    expect(told.at(-1)!.text).toContain('Frances Adeyemi sent the report on reducing reoffending');
    expect(JSON.stringify(await snb.messages())).not.toContain('A secret achievement');
  });

  test('a second report in the quarter corrects the first and says what changed', async () => {
    const lead = snb.person('joan-pickersgill');
    await lead.says('report asb');
    await fillsIn(lead);
    await lead.sends();

    // What is not owed any more is read, and changed from there.
    expect(await lead.says('report asb')).toContain('Sent by: Joan Pickersgill');
    await lead.presses('Change the report on Antisocial Behaviour');
    expect(lead.sees()).toContain('Check your answers');
    expect(lead.sees()).toContain('This changes the report that Joan Pickersgill sent, reference SNB-4.');
    await lead.does('change:rating');
    lead.types({ rating: 'amber', reason: 'Two centres closed' });
    await lead.does('continue');
    expect(lead.sees()).toContain('Check your answers');
    await lead.sends();
    expect(lead.sees()).toContain('This is version 2. What changed: rating and reason for the rating.');
    expect(lead.sees()).toContain('SNB-4');

    const versions = await snb.database.read(snb.partnershipId, async (reader) =>
      reader.returns.versions((await reader.returns.byReference('SNB-4'))!.id),
    );
    expect(versions.map(({ version, changed }) => [version, changed])).toEqual([
      [1, []],
      [2, ['Rating', 'Reason for the rating']],
    ]);
    expect(versions[0]!.values).toMatchObject({ rating: 'green' });
  });

  test('a long achievement is not offered as the headline', async () => {
    const lead = snb.person('marian-oakes');
    await lead.says('report');
    await fillsIn(lead, { what: 'Many things. '.repeat(20) });
    expect(lead.sees()).toContain('Error: Enter a headline for the board');
  });

  test('a question for the board needs its words', async () => {
    const lead = snb.person('tom-ashdown');
    await lead.says('report');
    await fillsIn(lead, { needed: 'decide' });
    expect(lead.sees()).toContain('Error: Enter what you ask the board');
    lead.types({ ask: 'Agree bridging money' });
    await lead.does('continue');
    expect(lead.sees()).toContain('What you ask the board: Agree bridging money');
  });

  test('risks, money and good practice are offered with the answers, and can be left alone', async () => {
    const lead = snb.person('owen-brightwell');
    await lead.says('report');
    await fillsIn(lead);
    expect(lead.sees()).toContain('[Add risks and blockages]');
    expect(lead.sees()).toContain('Money: Not provided');
    await lead.does('change:money');
    expect(lead.sees()).not.toContain('Page ');
    lead.types({ budget: '£12,500', spent: 'a lot' });
    await lead.does('continue');
    expect(lead.sees()).toContain('Error: Spent so far must be an amount in whole pounds, like 12,500');
    lead.types({ spent: '4,000' });
    await lead.does('continue');
    expect(lead.sees()).toContain('[Change money]');
    await lead.sends();
    const [version] = await snb.database.read(snb.partnershipId, async (reader) =>
      reader.returns.versions((await reader.returns.byReference('SNB-5'))!.id),
    );
    expect(version!.values).toMatchObject({ budget: 12_500, spent: 4_000 });
  });

  test('somebody who leads another priority reads what was sent, and is told where nothing was', async () => {
    const joan = snb.person('joan-pickersgill');
    await joan.says('report hate crime');
    expect(joan.sees()).toContain('Sent by: Helen Tranter');
    expect(await joan.says('report violence')).toContain('No report on Serious Violence has been sent yet.');
  });

  test('where a deputy sends, the lead is told', async () => {
    const miriam = snb.person('miriam-sadler');
    await miriam.says('report violence');
    await fillsIn(miriam);
    await miriam.sends();
    expect((await snb.messages('report.sent.told')).at(-1)!.to).toBe('samir-haddad');
    expect((await promptTo(snb, 'samir-haddad')).text).toContain('Serious Violence: Sent, reference SNB-6');
  });

  test('typed alone, it opens the one report that is still due, or lists what was sent', async () => {
    expect(await snb.person('keith-lomas').says('report')).toContain('Page 1 of 4');
    const priya = snb.person('priya-raman');
    expect(await priya.says('report')).toContain('Domestic abuse, Quarter 4');
    expect(await snb.person('helen-tranter').says('report')).toContain('[Change the report on hate crime]');
    const grace = snb.person('grace-holloway');
    expect(await grace.says('report')).toContain('Nothing is due from you at present.');
    expect(await snb.person('jamie-thorpe').says('report hate crime')).toContain('not yours to use at present');
  });
});

describe('as time goes by', () => {
  onABoard(false);

  test('typed alone by somebody who owes several, it lists them all; before a period opens nothing is due', async () => {
    expect(await snb.person('helen-tranter').says('report')).toContain('Nothing is due from you at present.');
    const answer = await snb.person('helen-tranter').says('report hate crime');
    expect(answer).toContain('No report on hate crime is asked for at present.');
    await snb.on('2021-04-01');
    const priya = snb.person('priya-raman');
    expect(await priya.says('report')).toContain('[Report on domestic abuse]');
    expect(priya.sees()).toContain('[Report on Substance Misuse]');
  });

  test('two who send at the same time both land: the second corrects the first and says whose', async () => {
    const samir = snb.person('samir-haddad');
    const miriam = snb.person('miriam-sadler');
    await samir.says('report violence');
    await miriam.says('report violence');
    await fillsIn(samir);
    await fillsIn(miriam, { what: 'Something else' });
    await Promise.all([samir.sends(), miriam.sends()]);
    const second = [samir.sees(), miriam.sees()].find((one) => one.includes('version 2'))!;
    expect(second).toMatch(/It follows a report that (Samir Haddad|Miriam Sadler) sent while you were writing\./);
    const versions = await snb.database.read(snb.partnershipId, async (reader) =>
      reader.returns.versions((await reader.returns.byReference('SNB-1'))!.id),
    );
    expect(versions.map(({ version }) => version)).toEqual([1, 2]);
  });

  test('a reason is asked for when the rating is amber or red', async () => {
    const lead = snb.person('keith-lomas');
    await lead.says('report');
    lead.types({ rating: 'red', direction: 'worsening' });
    await lead.does('continue');
    expect(lead.sees()).toContain('Error: Enter the reason for the rating');
    lead.types({ reason: 'Money ran out' });
    await lead.does('continue');
    await lead.does('back');
    await fillsIn(lead, { rating: 'red', reason: 'Money ran out' });
    await lead.sends();
  });

  test('a late report is taken, marked, and brings the digest up to date where it stands', async () => {
    await snb.on('2021-04-19');
    const joan = snb.person('joan-pickersgill');
    await joan.says('report');
    await fillsIn(joan);
    await joan.sends();
    expect(joan.sees()).toContain('marked as sent late');
    expect(joan.sees()).toContain('brought up to date where it stands');
    const digests = await snb.messages('digest');
    expect(digests).toHaveLength(2);
    for (const { text } of digests) {
      expect(text).toContain('3 of 11 priorities reported: 2 green, 1 red');
      expect(text).toContain('(Sent late.)');
    }
  });

  test('once the next period has opened this one is closed, and what was written is kept', async () => {
    const helen = snb.person('helen-tranter');
    await helen.says('report');
    await fillsIn(helen, { what: 'Written too late' });
    await snb.on('2021-07-01');
    await helen.sends();
    expect(helen.sees()).toContain('This period is closed');
    expect(helen.sees()).toContain('closed when the next period opened on 1 July 2021');
    expect(helen.sees()).toContain('Grace Holloway');
    expect(helen.sees()).toContain('Written too late');
    expect((await snb.messages('report.sent')).filter(({ to }) => to === 'helen-tranter')).toEqual([]);
  });

  test('a reason is asked for when the rating is not what it was last time', async () => {
    const lead = snb.person('keith-lomas');
    await lead.says('report');
    expect(lead.sees()).toContain('Last time: Red: off track.');
    lead.types({ 'steps.1.outcome': 'done' });
    await lead.does('continue');
    lead.types({ rating: 'green', direction: 'improving' });
    await lead.does('continue');
    expect(lead.sees()).toContain('Error: Enter the reason for the rating');
  });

  test('somebody whose assignment ended while the form was open may not send, and keeps what they wrote', async () => {
    const helen = snb.person('helen-tranter');
    await helen.says('report');
    await fillsIn(helen, { what: 'Before I left' });
    await snb.import((register) => {
      register.holdings = register.holdings.filter(
        ({ postKey, personKey }) => postKey !== 'broxtowe-chief-executive' || personKey !== 'helen-tranter',
      );
      const holding = register.holdings[0]!;
      register.holdings.push({
        ...holding,
        key: 'broxtowe-chief-executive/grace',
        postKey: 'broxtowe-chief-executive',
        personKey: 'grace-holloway',
      });
    });
    await helen.sends();
    expect(helen.sees()).toContain('Only Grace Holloway can send the report on hate crime today.');
    expect(helen.sees()).toContain('Before I left');
    expect((await snb.messages('report.sent')).filter(({ to }) => to === 'helen-tranter')).toEqual([]);
  });
});
