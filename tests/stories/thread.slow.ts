import { beforeAll, describe, expect, test } from 'vitest';
import type { Player } from '../../src/rehearsal/player.ts';
import { at, BOARD, messagesAbout, openScene, PLATFORMS, reports, type Scene } from './scene.ts';

/** One quarter, told in order: each story goes on where the one before it stopped. */
describe.each(PLATFORMS)('a quarter on %s', (platform) => {
  let scene: Scene;
  let helen: Player;
  let priya: Player;
  let owen: Player;
  let keith: Player;
  const board = () => scene.person('edith-carrow').reads(BOARD[platform]);

  beforeAll(async () => {
    scene = await openScene(platform);
    helen = scene.person('helen-tranter');
    priya = scene.person('priya-raman');
    owen = scene.person('owen-brightwell');
    keith = scene.person('keith-lomas');
    return scene.close;
  });

  test('nobody hears anything before 9am on the first working day after the quarter', async () => {
    await scene.advance(at('2021-04-01', 8, 59));
    expect(helen.messages()).toEqual([]);
    await scene.advance(at('2021-04-01', 9));
    expect(messagesAbout(helen, '')).toEqual(['1 report due, Quarter 4 (January to March 2021)']);
    expect(helen.reads()).toContain('Hate crime: due Friday 16 April 2021.');
  });

  test('the lead of two priorities gets one message, with a button for each', async () => {
    expect(messagesAbout(priya, '')).toEqual(['2 reports due, Quarter 4 (January to March 2021)']);
    expect(priya.buttons()).toEqual([
      'Report on domestic abuse',
      'Nothing to report on domestic abuse',
      'Report on Substance Misuse',
      'Nothing to report on Substance Misuse',
    ]);
  });

  test('those who lead nothing are asked for nothing', () => {
    for (const key of ['edith-carrow', 'grace-holloway', 'jamie-thorpe', 'ruby-stanhope'])
      expect(scene.person(key).messages()).toEqual([]);
  });

  test('a lead reports: a reference, what happens next and who was told; the line turns into “Sent”', async () => {
    await scene.advance(at('2021-04-06', 10));
    await reports(helen, 'hate crime');
    const confirmation = helen.dialog();
    expect(confirmation).toContain('Report on hate crime sent');
    expect(confirmation).toContain('Your reference is SNB-1');
    expect(confirmation).toContain('Safer Nottinghamshire Board will see it in its digest on Monday 19 April 2021');
    expect(confirmation).toContain('Nadia Wren');
    await helen.closes();
    await scene.settle();
    expect(helen.reads()).toContain('Hate crime: Sent, reference SNB-1');
    expect(helen.reads()).not.toContain('[Report on hate crime]');
    // Kept in the conversation too, for a dialog is gone when it is closed.
    expect(messagesAbout(helen, 'SNB-1')).toEqual(['Report on hate crime sent, reference SNB-1']);
    expect(messagesAbout(scene.person('nadia-wren'), 'Helen Tranter')).toEqual([
      'Helen Tranter sent the report on hate crime',
    ]);
    expect(scene.person('nadia-wren').reads()).not.toContain('reporting centres');
  });

  test('“nothing to report” is two taps', async () => {
    await owen.presses('Nothing to report on Prevent');
    await owen.presses('Send nothing to report');
    expect(owen.dialog()).toContain('Nothing to report on Prevent: sent');
    await owen.closes();
    await scene.settle();
    expect(owen.reads()).toContain('Prevent: Sent: nothing to report, reference SNB-2');
  });

  test('a second report in the period corrects the first, and says what changed', async () => {
    await helen.presses('Change the report on hate crime');
    expect(helen.dialog()).toContain('This changes the report that Helen Tranter sent, reference SNB-1.');
    // Nothing is missing, so it opens at the answers that were sent.
    await helen.presses('Change headline and what you need');
    await helen.fills([['Headline', 'Fourteen new reporting centres']]);
    await helen.presses('Save and continue');
    await helen.presses('Send report to the board');
    expect(helen.dialog()).toContain('Report on hate crime corrected');
    expect(helen.dialog()).toContain('This is version 2. What changed: headline.');
    await helen.closes();
    await scene.settle();
    expect(helen.reads()).toContain('Hate crime: Sent, reference SNB-1');
  });

  test('of two reports one is sent: that line is “Sent”, and the other still asks', async () => {
    await reports(priya, 'domestic abuse');
    await priya.closes();
    await scene.settle();
    const [prompt] = priya.messages().filter(({ summary }) => summary.includes('due'));
    expect(prompt?.summary).toBe('1 report due, Quarter 4 (January to March 2021)');
    expect(priya.reads()).toContain('Domestic abuse: Sent, reference SNB-3');
    expect(priya.buttons()).toContain('Report on Substance Misuse');
  });

  test('on the day, the reminder speaks only of what is still owed', async () => {
    await scene.advance(at('2021-04-16', 9));
    expect(messagesAbout(helen, 'due today')).toEqual([]);
    expect(messagesAbout(owen, 'due today')).toEqual([]);
    expect(messagesAbout(keith, 'due today')).toEqual(['1 report due today']);
    expect(messagesAbout(priya, 'due today')).toEqual(['1 report due today']);
    const reminder = priya.messages().at(-1);
    expect(JSON.stringify(reminder?.nodes)).toContain('Still to come: Substance Misuse.');
    expect(JSON.stringify(reminder?.nodes)).not.toContain('omestic abuse');
  });

  test('what the reminder asked for turns into “Sent” in every message, and nothing more is asked', async () => {
    await reports(priya, 'Substance Misuse', {
      rating: [
        ['Rating', 'Amber: some concerns'],
        ['Reason for the rating', 'Two posts are vacant'],
        ['Direction', 'Worsening'],
      ],
      board: [
        ['Headline', 'More people stay in treatment'],
        ['What you need from the board', 'To make a decision'],
        ['What you ask the board', 'Agree to fill both posts'],
      ],
    });
    await priya.closes();
    await scene.settle();
    // In the first message, in the reminder 5 working days before, and in the one of the day.
    expect(priya.reads().match(/Substance Misuse: Sent, reference SNB-4/g)).toHaveLength(3);
    expect(priya.reads()).toContain('Nothing more is due from you');
    expect(priya.buttons().filter((label) => /^(Report on|Nothing to report)/.test(label))).toEqual([]);
    const asked = messagesAbout(priya, 'due');
    await scene.advance(at('2021-04-30', 12));
    expect(messagesAbout(priya, 'due')).toEqual(asked);
  });

  test('the board reads one digest: counts first, then what it decides, then every report, then what is missing', () => {
    const digests = scene.person('edith-carrow').messages(BOARD[platform]);
    expect(digests.map(({ summary, at: posted }) => [summary, posted])).toEqual([
      ['Quarter 4 (January to March 2021): 4 of 11 priorities reported', at('2021-04-19', 9).toISOString()],
    ]);
    const said = board();
    const order = [
      'Progress reports to the Safer Nottinghamshire Board',
      '4 of 11 priorities reported: 2 green, 1 amber, 1 nothing to report',
      'Decisions asked for',
      'Agree to fill both posts',
      'Vulnerability',
      'Domestic abuse – Green: on track; direction: improving. Twelve new reporting centres',
      'Cohesion',
      'Hate crime – Green: on track; direction: improving. Fourteen new reporting centres',
      'Prevent – nothing to report.',
      'Crime & Harm Prevention',
      'Not reported yet',
      'Preventable Deaths',
    ];
    const places = order.map((words) => said.indexOf(words));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(said).not.toContain('Keith Lomas');
  });

  test('a late report is taken, says so, and brings the digest up to date where it stands', async () => {
    await reports(keith, 'Preventable Deaths');
    expect(keith.dialog()).toContain('It came after the due date, and is marked as sent late.');
    await keith.closes();
    await scene.settle();
    const digests = scene.person('edith-carrow').messages(BOARD[platform]);
    expect(digests.map(({ summary, edited }) => [summary, edited])).toEqual([
      ['Quarter 4 (January to March 2021): 5 of 11 priorities reported', true],
    ]);
    expect(board()).toContain('Twelve new reporting centres (Sent late.)');
  });

  test('once the next period has opened, the old one is closed: kindly, and with what was written', async () => {
    const marian = scene.person('marian-oakes');
    await marian.presses('Report on modern slavery');
    await marian.fills([
      ['Rating', 'Green: on track'],
      ['Direction', 'Improving'],
    ]);
    await marian.presses('Save and continue');
    await marian.fills([['What you achieved', 'One referral pathway in all districts']]);
    await scene.advance(at('2021-07-01', 9));
    await marian.presses('Save and continue');
    await marian.fills([['What you will do', 'Agree a protocol']]);
    await marian.presses('Save and continue');
    await marian.fills([['What you need from the board', 'Nothing']]);
    await marian.presses('Save and continue');
    await marian.presses('Send report to the board');
    const said = marian.dialog();
    expect(said).toContain('This period is closed');
    expect(said).toContain('closed when the next period opened on 1 July 2021');
    expect(said).toContain('Grace Holloway');
    expect(said).toContain('One referral pathway in all districts');
    expect(board()).toContain('5 of 11 priorities reported');
    await marian.closes();
    await scene.settle();
    expect(messagesAbout(marian, 'Quarter 1 (April to June 2021)')).toHaveLength(1);
  });
});
