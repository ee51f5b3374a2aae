import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { at, BOARD, messagesAbout, openScene, PLATFORMS, reports, type Scene } from './scene.ts';

/** A pause stops everything at once. After it each gets one message with what is due then, and not a backlog. */
describe.each(PLATFORMS)('a pause on %s', (platform) => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await openScene(platform, { priorities: ['hate-crime'] });
    await scene.advance(at('2021-04-01', 9));
  });
  afterEach(() => scene.close());

  const grace = () => scene.person('grace-holloway');
  const helen = () => scene.person('helen-tranter');
  const nadia = () => scene.person('nadia-wren');
  const types = async (words: string) => {
    await grace().commands(words);
    await scene.settle();
  };

  test('a report that arrives in the pause is asked for no more, and its confirmation comes after it', async () => {
    const before = helen().messages().length;
    await types('pause');
    await scene.advance(at('2021-04-16', 10));
    expect(helen().messages()).toHaveLength(before);
    await reports(helen(), 'hate crime');
    await helen().closes();
    await types('resume');
    expect(messagesAbout(helen(), 'due today')).toEqual([]);
    expect(messagesAbout(helen(), 'due from you')).toEqual([]);
    expect(messagesAbout(helen(), 'sent, reference')).toHaveLength(1);
    await scene.advance(at('2021-04-20', 10));
    expect(messagesAbout(helen(), 'late')).toEqual([]);
  });

  test('of two reminders and a leave in the pause, each person gets one message', async () => {
    await types('pause');
    await scene.advance(at('2021-04-16', 10));
    await scene.writes(helen(), 'away until 30 April');
    await scene.advance(at('2021-04-20', 10));
    const before = nadia().messages().length;
    await types('resume');
    expect(nadia().messages().slice(before)).toHaveLength(1);
    expect(nadia().reads()).toContain('Due from you now: 1 report');
    expect(nadia().reads()).toContain('You are asked in place of Helen Tranter, who is away.');
    expect(messagesAbout(helen(), 'due from you')).toEqual([]);
    expect(scene.person('edith-carrow').messages(BOARD[platform])).toHaveLength(1);
    await scene.advance(at('2021-05-04', 9));
    expect(messagesAbout(helen(), 'late')).toHaveLength(1);
  });
});
