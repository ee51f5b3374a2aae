import { beforeAll, describe, expect, test } from 'vitest';
import type { Player } from '../../src/rehearsal/player.ts';
import { at, BOARD, messagesAbout, openScene, PLATFORMS, reports, type Scene } from './scene.ts';

/** One quarter of asking again, told in order: each story goes on where the one before it stopped. */
describe.each(PLATFORMS)('reminders on %s', (platform) => {
  let scene: Scene;
  let helen: Player;
  let nadia: Player;
  let keith: Player;
  let grace: Player;

  beforeAll(async () => {
    scene = await openScene(platform);
    helen = scene.person('helen-tranter');
    nadia = scene.person('nadia-wren');
    keith = scene.person('keith-lomas');
    grace = scene.person('grace-holloway');
    await scene.advance(at('2021-04-01', 9));
    return scene.close;
  });

  test('5 working days before the due date, one message with everything that is owed', async () => {
    await scene.advance(at('2021-04-09', 9));
    expect(messagesAbout(keith, 'due on')).toEqual(['1 report due on Friday 16 April 2021']);
    expect(messagesAbout(scene.person('priya-raman'), 'due on')).toEqual(['2 reports due on Friday 16 April 2021']);
  });

  test('a reminder can be put off with its button: the due date stays, and the answer says so', async () => {
    await keith.presses('Remind me on Tuesday 13 April 2021');
    expect(keith.reads()).toContain('You will be reminded on Tuesday 13 April 2021');
    expect(keith.reads()).toContain('This does not move the due date: Friday 16 April 2021.');
    await scene.restart();
    await scene.advance(at('2021-04-13', 9));
    expect(messagesAbout(keith, 'due on')).toHaveLength(2);
    expect(keith.reads()).toContain('You asked to be reminded today.');
  });

  test('a day that is not a working day is moved on, and one past the period is explained', async () => {
    await scene.writes(keith, 'snooze until 17 April');
    expect(keith.reads()).toContain('You will be reminded on Monday 19 April 2021');
    await scene.writes(keith, 'snooze until 1 September');
    expect(keith.reads()).toContain('You can be reminded until Wednesday 30 June 2021.');
    await scene.writes(keith, 'snooze 4/6');
    expect(keith.reads()).toContain('can be read in two ways');
    await scene.advance(at('2021-04-16', 12));
    expect(messagesAbout(keith, 'due today')).toEqual([]);
    expect(messagesAbout(scene.person('priya-raman'), 'due today')).toEqual(['2 reports due today']);
    await scene.advance(at('2021-04-19', 9));
    expect(messagesAbout(keith, 'late')).toEqual(['1 report late']);
  });

  test('who is away is not asked; somebody else is, and both know', async () => {
    const before = helen.messages().length;
    await scene.writes(helen, 'away until next Monday');
    expect(helen.reads()).toContain('You are away from Monday 19 April 2021 to Monday 26 April 2021');
    expect(helen.reads()).toContain('Hate crime: Nadia Wren, ');
    const answered = helen.messages().length;
    expect(answered).toBeGreaterThan(before);
    await scene.advance(at('2021-04-19', 10));
    expect(messagesAbout(nadia, 'in place of somebody away')).toHaveLength(1);
    expect(nadia.reads()).toContain('You are asked in place of Helen Tranter, who is away until 26 April 2021.');
    await scene.advance(at('2021-04-26', 17));
    expect(helen.messages()).toHaveLength(answered);
  });

  test('5 working days after the due date the programme manager has one list, and the channel no names', () => {
    expect(messagesAbout(grace, 'reports late')).toHaveLength(1);
    expect(grace.reads()).toContain('Hate crime: due 16 April 2021');
    expect(scene.person('edith-carrow').reads(BOARD[platform])).not.toContain('Helen Tranter');
  });

  test('back from leave, one message says what is still due; the report ends it everywhere', async () => {
    await scene.advance(at('2021-04-27', 9));
    expect(helen.reads()).toContain('This was not sent while you were away.');
    expect(messagesAbout(helen, '1 report late')).toHaveLength(1);
    await reports(helen, 'hate crime');
    expect(helen.dialog()).toContain('Report on hate crime sent');
    await helen.closes();
    await scene.settle();
    expect(helen.reads()).toContain('Nothing more is due from you');
    expect(grace.reads()).not.toContain('Hate crime: due 16 April 2021');
  });

  test('leave that cannot be is answered in clear words', async () => {
    const cases: [string, string][] = [
      ['away from 11 June 2021 to 4 June 2021', 'is before the first'],
      ['away from 1 March 2021 to 5 March 2021', 'has gone by'],
      ['away from 4/6 to 11/6', 'can be read in two ways'],
      ['away from 4 June to 11 June', 'You are away from Friday 4 June 2021 to Friday 11 June 2021'],
      ['away from 10 June to 14 June', 'already'],
      ['away Keith Lomas until 11 June', 'Only the programme manager'],
    ];
    for (const [words, answer] of cases) {
      await scene.writes(helen, words);
      expect(helen.reads()).toContain(answer);
    }
    await scene.writes(grace, 'away Keith Lomas from 4 June to 11 June');
    expect(grace.reads()).toContain('Keith Lomas is away from Friday 4 June 2021 to Friday 11 June 2021');
    await scene.settle();
    expect(messagesAbout(keith, 'Leave recorded for you')).toHaveLength(1);
  });
});
