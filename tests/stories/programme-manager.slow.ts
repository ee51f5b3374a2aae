import { beforeAll, describe, expect, test } from 'vitest';
import type { Player } from '../../src/rehearsal/player.ts';
import { at, BOARD, fillsIn, messagesAbout, openScene, PLATFORMS, reports, type Scene } from './scene.ts';

describe.each(PLATFORMS)('a programme manager’s quarter on %s', (platform) => {
  let scene: Scene;
  const grace = () => scene.person('grace-holloway');
  /** Types a command that has a form: where only a button can open one, it is pressed. */
  async function opens(who: Player, text: string, title: string) {
    await who.commands(text);
    if (platform === 'teams') await who.presses(`Open ${title}`);
  }
  async function sends(who: Player, values: [string, string][], button: string) {
    await who.fills(values);
    await who.presses('Save and continue');
    await who.presses(button);
    await who.closes();
    await scene.settle();
  }

  beforeAll(async () => {
    scene = await openScene(platform);
    await scene.advance(at('2021-04-01', 10));
    return scene.close;
  });

  test('status is private, and leads to one report', async () => {
    await grace().commands('status');
    expect(grace().reads()).toContain('11 reports: 11 not started');
    await grace().presses('More on hate crime');
    expect(grace().reads()).toContain('Record hate crime report');
    expect(scene.person('helen-tranter').reads()).not.toContain('not started');
  });

  test('an evening’s chase waits for the morning', async () => {
    await scene.advance(at('2021-04-12', 19));
    await grace().commands('chase violence');
    expect(grace().reads()).toContain('They get it at 9am on Tuesday 13 April 2021.');
    await scene.settle();
    expect(messagesAbout(scene.person('samir-haddad'), 'Grace Holloway asks')).toEqual([]);
    await scene.advance(at('2021-04-13', 10));
    expect(messagesAbout(scene.person('samir-haddad'), 'Grace Holloway asks')).toEqual([
      'Grace Holloway asks for 1 report',
    ]);
    await reports(scene.person('samir-haddad'), 'Serious Violence');
    await scene.person('samir-haddad').closes();
    await scene.settle();
    expect(scene.person('samir-haddad').reads()).not.toContain('Grace Holloway asks for 1 report');
  });

  test('excused, and asked for again: everybody concerned sees both', async () => {
    await opens(grace(), 'excuse hate crime', 'excuse a report');
    await sends(grace(), [['Reason', 'The post is vacant']], 'Excuse the report');
    const helen = scene.person('helen-tranter');
    expect(helen.reads()).toContain('The post is vacant');
    expect(helen.reads()).toContain('excused, nothing is due');
    await grace().commands('status hate crime');
    await grace().presses('Ask again for hate crime');
    await scene.settle();
    expect(messagesAbout(helen, 'Asked for again')).toHaveLength(1);
    expect(helen.reads()).not.toContain('excused, nothing is due');
  });

  test('a date is moved: not to a weekend, and after the digest only when confirmed', async () => {
    await opens(grace(), 'move hate crime', 'move a due date');
    await grace().fills([
      ['New due date', '2021-04-24'],
      ['Reason', 'Helen starts on Monday'],
    ]);
    await grace().presses('Save and continue');
    await grace().presses('Move the due date');
    expect(grace().dialog()).toContain('The nearest is Monday 26 April 2021');
    await grace().fills([['New due date', '2021-04-26']]);
    await grace().presses('Save and continue');
    await grace().presses('Move the due date');
    expect(grace().dialog()).toContain('The digest goes out on Monday 19 April 2021');
    await sends(grace(), [['Move it all the same?', 'Yes, move it to this date']], 'Move the due date');
    expect(scene.person('helen-tranter').reads()).toContain('due Monday 26 April 2021');
  });

  test('a report that came by email is recorded, and its author hears', async () => {
    await opens(grace(), 'record asb', 'record a report');
    await grace().fills([
      ['From whom', 'Joan Pickersgill'],
      ['Received on', '2021-04-12'],
    ]);
    await grace().presses('Save and continue');
    await fillsIn(grace());
    await grace().presses('Record the report');
    expect(grace().dialog()).toContain('Received from Joan Pickersgill on Monday 12 April 2021.');
    await grace().closes();
    await scene.settle();
    expect(messagesAbout(scene.person('joan-pickersgill'), 'was recorded')).toHaveLength(1);
  });

  test('what is withdrawn is gone from the digest where it was posted, and leaves its mark', async () => {
    await scene.advance(at('2021-04-19', 10));
    const reader = scene.person(platform === 'slack' ? 'edith-carrow' : 'gordon-mabbutt');
    expect(reader.reads(BOARD[platform])).toContain('Twelve new reporting centres');
    const before = reader.messages(BOARD[platform]).length;
    for (const words of ['asb', 'violence']) {
      await opens(grace(), `withdraw ${words}`, 'withdraw a report');
      await sends(grace(), [['Reason', 'It named somebody']], 'Withdraw the report');
    }
    expect(reader.messages(BOARD[platform])).toHaveLength(before);
    expect(reader.reads(BOARD[platform])).not.toContain('Twelve new reporting centres');
    expect(reader.reads(BOARD[platform])).toContain('Withdrawn');
    expect(messagesAbout(scene.person('samir-haddad'), 'Withdrawn')).toHaveLength(1);
  });

  test('who did what, when and why can be read back', async () => {
    await grace().commands('history hate crime');
    const seen = grace().reads();
    expect(seen).toContain('excused the report on hate crime. Why: The post is vacant');
    expect(seen).toContain('moved the date of the report on hate crime from 16 April 2021 to 26 April 2021');
  });
});
