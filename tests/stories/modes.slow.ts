import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { at, BOARD, openScene, PLATFORMS, reports, type Scene } from './scene.ts';

const SAID: [string, string][] = [['Headline', 'We visited SECRET']];

/** Trying it on real people without frightening them. */
describe.each(PLATFORMS)('pilot, live and paused on %s', (platform) => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await openScene(platform, { priorities: ['hate-crime'] });
  });
  afterEach(() => scene.close());

  const mode = (to: 'pilot' | 'live') => scene.database.transact(scene.partnershipId, (store) => store.setMode(to));
  const grace = () => scene.person('grace-holloway');
  const helen = () => scene.person('helen-tranter');
  const types = async (words: string) => {
    await grace().commands(words);
    await scene.settle();
  };

  test('in pilot everything comes to the programme manager, and going live shows first what would be sent', async () => {
    await mode('pilot');
    await scene.advance(at('2021-04-01', 9, 5));
    expect(grace().reads()).toContain('For Helen Tranter. This partnership is in pilot');
    expect(helen().reads()).toBe('');

    await types('live');
    expect(grace().reads()).toMatch(/“1 report due, Quarter 4 \(January to March 2021\)” to .*Helen Tranter/);
    expect(grace().reads()).toContain('would go to');
    expect(helen().reads()).toBe('');

    await grace().presses('Go live');
    await scene.settle();
    expect(grace().reads()).toContain('Live from now on');
    const asked = helen()
      .messages()
      .filter(({ summary }) => summary.startsWith('1 report due'));
    expect(asked).toHaveLength(1);
    expect(helen().reads()).not.toContain('pilot');

    await reports(helen(), 'hate crime');
    await scene.settle();
    expect(helen().reads()).toContain('Sent, reference');
    // The copy that the programme manager got is no longer anybody's.
    const copies = grace()
      .messages()
      .filter(({ summary }) => summary.startsWith('Pilot, for Helen Tranter'));
    expect(copies.map(({ edited }) => edited)).not.toContain(true);
  });

  test('pausing stops everything at once, and resuming sends each person one message with what is due', async () => {
    await types('pause');
    expect(grace().reads()).toContain('Paused. Nothing is sent.');
    await scene.advance(at('2021-04-19', 10));
    expect(helen().reads()).toBe('');
    expect(grace().conversation(BOARD[platform])?.messages ?? []).toEqual([]);

    await types('resume');
    expect(helen().messages()).toHaveLength(1);
    expect(helen().reads()).toContain('Due from you now: 1 report');
    expect(scene.person('edith-carrow').messages(BOARD[platform])).toHaveLength(1);
    await reports(helen(), 'hate crime');
    await scene.settle();
    expect(helen().reads()).toContain('Nothing more is due from you');
  });

  test('a report that is withdrawn in a pause is taken out where it stands, and nobody is notified of anything', async () => {
    await scene.advance(at('2021-04-06', 10));
    await reports(helen(), 'hate crime', { board: [...SAID, ['What you need from the board', 'Nothing']] });
    await helen().closes();
    await scene.advance(at('2021-04-19', 10));
    const edith = scene.person('edith-carrow');
    expect(edith.reads(BOARD[platform])).toContain('SECRET');
    await types('pause');
    await types('withdraw hate crime');
    if (platform === 'teams') await grace().presses('Open withdraw a report');
    await grace().fills([['Reason', 'It named somebody']]);
    await grace().presses('Save and continue');
    await grace().presses('Withdraw the report');
    await scene.settle();
    expect(edith.reads(BOARD[platform])).not.toContain('SECRET');
    expect(edith.reads(BOARD[platform])).toContain('Withdrawn on 19 April 2021');
    expect(helen().reads()).not.toContain('It named somebody');
  });
});
