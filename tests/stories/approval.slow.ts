import { beforeAll, describe, expect, test } from 'vitest';
import type { Player } from '../../src/rehearsal/player.ts';
import { at, BOARD, fillsIn, looks, messagesAbout, openScene, PLATFORMS, type Scene } from './scene.ts';

const PRIORITIES = [
  'hate-crime',
  'domestic-abuse',
  'substance-misuse',
  'reducing-reoffending',
  'serious-and-acquisitive-crime',
  'antisocial-behaviour',
];

/** What somebody else writes for a lead: prepared, sent back, changed, approved, or sent because the lead lets them. */
describe.each(PLATFORMS)('support officers on %s', (platform) => {
  let scene: Scene;
  const person = (key: string) => scene.person(key);
  const drafts = async (who: Player, title: string, words = 'Opened 12 reporting centres') => {
    await who.presses(`Draft the report on ${title}`);
    await fillsIn(who, { achieved: [['What you achieved', words]] });
  };
  /** Presses a button that opens nothing, and lets everything be said that follows. */
  const taps = async (who: Player, label: string) => {
    await who.presses(label);
    await scene.settle();
  };
  const closes = async (who: Player) => {
    await who.closes();
    await scene.settle();
  };

  beforeAll(async () => {
    scene = await openScene(platform, { priorities: PRIORITIES });
    await scene.advance(at('2021-04-06', 10));
    return scene.close;
  });

  test('an officer is told about all that they support in one message', () => {
    expect(messagesAbout(person('leila-farrow'), '')).toEqual([
      '2 reports that you support, Quarter 4 (January to March 2021)',
    ]);
    expect(person('leila-farrow').buttons()).toEqual([
      'Draft the report on domestic abuse',
      'Draft the report on Substance Misuse',
    ]);
  });

  test('what they prepare is read by the lead and sent with one tap; both know, and so does the board', async () => {
    const [nadia, helen] = [person('nadia-wren'), person('helen-tranter')];
    await drafts(nadia, 'hate crime');
    await nadia.presses('Send to Helen Tranter');
    expect(nadia.dialog()).toContain('Helen Tranter can approve it, change it or send it back.');
    await closes(nadia);
    expect(messagesAbout(helen, 'To approve')).toEqual([
      'To approve: the report on hate crime, prepared by Nadia Wren',
    ]);
    expect(helen.reads()).toContain('Opened 12 reporting centres');
    await taps(helen, 'Approve and send');
    expect(helen.reads()).toContain('Your reference is SNB-1');
    expect(helen.reads()).toContain('Approved by Helen Tranter and sent, reference SNB-1.');
    expect(helen.buttons()).not.toContain('Approve and send');
    expect(nadia.reads()).toContain('Helen Tranter approved and sent the report on hate crime');
    expect(nadia.reads()).toContain('Hate crime: Sent, reference SNB-1');
  });

  test('a lead sends it back with a word, the officer goes on, and the new version is the one that is approved', async () => {
    const [daniel, frances] = [person('daniel-ferris'), person('frances-adeyemi')];
    await drafts(daniel, 'reducing reoffending', 'Fewer people came back');
    await daniel.presses('Send to Frances Adeyemi');
    await closes(daniel);
    await frances.presses('Send back');
    await frances.fills([['What should change', 'How many fewer?']]);
    await frances.presses('Save and continue');
    await frances.presses('Send back');
    await closes(frances);
    expect(frances.reads()).toContain('Sent back by Frances Adeyemi.');
    expect(daniel.reads()).toContain('How many fewer?');

    await daniel.presses('Go on with the report on reducing reoffending');
    expect(daniel.dialog()).toContain('Frances Adeyemi sent it back: “How many fewer?”');
    await daniel.presses('Change what you achieved');
    await daniel.fills([['What you achieved', '40 fewer people came back']]);
    await daniel.presses('Save and continue');
    await daniel.presses('Send to Frances Adeyemi');
    await closes(daniel);
    await taps(frances, 'Approve and send');
    expect(frances.reads()).toContain('Your reference is SNB-2');
    const button = 'Read reducing reoffending report';
    const page = await looks(scene, person('edith-carrow'), 'read report reducing reoffending', button);
    expect(page).toContain('40 fewer');
    expect(page).not.toContain('Fewer people came back');
    await person('edith-carrow').closes();
  });

  test('one that changed while the lead read it is not approved; the new version is there', async () => {
    const [rosa, alan] = [person('rosa-kelham'), person('alan-whitcombe')];
    await drafts(rosa, 'Serious and Acquisitive Crime', 'The first words');
    await rosa.presses('Send to Alan Whitcombe');
    await closes(rosa);
    const old = alan.messages().at(-1)!;
    const button = old.nodes.find((node) => node.kind === 'button' && node.label === 'Approve and send');
    await rosa.presses('Change the draft on Serious and Acquisitive Crime');
    await rosa.presses('Change what you achieved');
    await rosa.fills([['What you achieved', 'The second words']]);
    await rosa.presses('Save and continue');
    await rosa.presses('Send to Alan Whitcombe');
    await rosa.closes();
    // The lead presses before anything reached their screen.
    await scene.standIn.act(alan.accountId, {
      kind: 'press',
      message: old.id,
      button: (button as { id: string }).id,
    });
    expect(alan.reads()).toContain('Rosa Kelham changed it since. Nothing was sent.');
    await scene.settle();
    expect(alan.reads()).toContain('Changed by Rosa Kelham: read the new version.');
    await taps(alan, 'Approve and send');
    expect(alan.reads()).toContain('Your reference is SNB-3');
  });

  test('a lead changes it in the form, filled in already', async () => {
    const [colin, joan] = [person('colin-birtles'), person('joan-pickersgill')];
    await drafts(colin, 'Antisocial Behaviour', 'Words of Colin');
    await colin.presses('Send to Joan Pickersgill');
    await closes(colin);
    await joan.presses('Change it');
    expect(joan.dialog()).toContain('Words of Colin');
    await joan.presses('Change what you achieved');
    await joan.fills([['What you achieved', 'Words of Joan']]);
    await joan.presses('Save and continue');
    await joan.presses('Send report to the board');
    expect(joan.dialog()).toContain('Prepared by Colin Birtles, changed and sent by you.');
    await closes(joan);
    expect(colin.reads()).toContain('Joan Pickersgill changed what you prepared');
  });

  test('a lead lets an officer send until a day; on the day after it is a draft again', async () => {
    const [leila, priya] = [person('leila-farrow'), person('priya-raman')];
    await priya.commands('delegate domestic abuse');
    if (platform === 'teams') await priya.presses('Open send without approval');
    await priya.fills([['Last day', '2021-04-12']]);
    await priya.presses('Save and continue');
    await priya.presses('Let them send');
    expect(priya.dialog()).toContain(
      'Leila Farrow sends the report on domestic abuse without your approval until 12 April 2021',
    );
    await closes(priya);
    expect(leila.reads()).toContain(
      'Priya Raman lets you send the report on domestic abuse without approval until 12 April 2021.',
    );

    await drafts(leila, 'domestic abuse');
    await leila.presses('Send report to the board');
    expect(leila.dialog()).toContain('Priya Raman lets you send it without approval.');
    await closes(leila);
    expect(messagesAbout(priya, 'Leila Farrow sent the report on domestic abuse')).toHaveLength(1);

    await leila.commands('report domestic abuse');
    if (platform === 'teams') await leila.presses('Read domestic abuse report');
    await leila.presses('Change the report on domestic abuse');
    await leila.presses('Change what you achieved');
    await leila.fills([['What you achieved', 'Too late for that']]);
    await leila.presses('Save and continue');
    await scene.advance(at('2021-04-13', 10));
    await leila.presses('Send report to the board');
    expect(leila.dialog()).toContain('You may not send it without approval any more: the delegation has ended.');
    await closes(leila);
    // What was read before stands under it there.
    if (platform === 'slack') await closes(leila);
    expect(messagesAbout(priya, 'To approve')).toEqual([
      'To approve: the report on domestic abuse, prepared by Leila Farrow',
    ]);
  });

  test('a report of any length is read in parts, and its buttons stand at the end', async () => {
    const [leila, priya] = [person('leila-farrow'), person('priya-raman')];
    await leila.presses('Draft the report on Substance Misuse');
    await leila.fills([
      ['Rating', 'Green: on track'],
      ['Direction', 'Improving'],
    ]);
    await leila.presses('Save and continue');
    for (let row = 1; row < 5; row += 1) await leila.presses('Add another achievement');
    await leila.fills(
      Array.from({ length: 5 }, (): [string, string][] => [
        ['What you achieved', 'A long account. '.repeat(90)],
        ['What difference it made', 'Much of it. '.repeat(120)],
      ]).flat(),
    );
    await leila.presses('Save and continue');
    await leila.fills([['What you will do', 'Train the volunteers']]);
    await leila.presses('Save and continue');
    await leila.fills([
      ['Headline', 'A long year'],
      ['What you need from the board', 'Nothing'],
    ]);
    await leila.presses('Save and continue');
    await leila.presses('Send to Priya Raman');
    await closes(leila);
    expect(messagesAbout(priya, 'To approve: the report on Substance Misuse')).toEqual([
      expect.stringContaining('(part 1 of 2)'),
      expect.stringContaining('(part 2 of 2)'),
    ]);
    await taps(priya, 'Approve and send');
    expect(messagesAbout(priya, 'The report on Substance Misuse')).toHaveLength(1);
    expect(priya.reads()).toContain('Report on Substance Misuse sent');
    expect(priya.reads()).not.toContain('Much of it. Much of it.');
  });

  test('the digest says who prepared and who approved', async () => {
    await scene.advance(at('2021-04-19', 9));
    const digest = person('edith-carrow').reads(BOARD[platform]);
    expect(digest).toContain('Prepared by Nadia Wren, approved by Helen Tranter.');
    expect(digest).toContain('Prepared by Colin Birtles, changed and sent by Joan Pickersgill.');
    expect(digest).toContain('Sent by Leila Farrow, whom Priya Raman lets send without approval.');
    expect(digest).not.toContain('Too late for that');
  });
});
