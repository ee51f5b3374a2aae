import { beforeAll, describe, expect, test } from 'vitest';
import { digestSubject } from '../../src/partnership/openings.ts';
import { paragraph } from '../../src/views/message.ts';
import { at, BOARD, openScene, PLATFORMS, type Scene } from './scene.ts';

/** What comes late can make a digest longer than one message holds. Nobody in the channel is called for that. */
describe.each(PLATFORMS)('a digest that gets longer after it was posted on %s', (platform) => {
  let scene: Scene;
  const digests = () => scene.person('edith-carrow').messages(BOARD[platform]);

  beforeAll(async () => {
    scene = await openScene(platform, { priorities: ['hate-crime'] });
    await scene.advance(at('2021-04-19', 10));
    return scene.close;
  });

  async function says(lines: number) {
    await scene.database.transact(scene.partnershipId, async (store) => {
      const [period] = await store.periods.open();
      const subject = digestSubject(period!);
      const key = (await store.postings.of(subject))[0]!.addressKey;
      const blocks = Array.from({ length: lines }, () => paragraph(`${'Reported in full. '.repeat(100)}`));
      await store.deliveries.queue(
        {
          ...{ to: { kind: 'channel', key }, subject, message: { summary: 'Digest', blocks } },
          ...{
            about: 'digest.updated',
            because: 'A late report',
            dedupeKey: `longer/${lines}`,
            notBefore: scene.now(),
          },
        },
        scene.now(),
      );
    });
    await scene.settle();
  }

  test('what does not fit hangs from what was posted, and the channel gets nothing new', async () => {
    const [posted, ...others] = digests();
    expect(others).toEqual([]);
    await says(12);
    const shown = digests();
    expect(shown.map(({ thread }) => thread ?? 'in the channel')).toEqual(['in the channel', posted!.id, posted!.id]);
    expect(shown.map(({ summary }) => summary)).toEqual([1, 2, 3].map((part) => `Digest (part ${part} of 3)`));
  });

  test('there it is kept up to date, and taken away when it is not needed any more', async () => {
    await says(8);
    expect(digests().map(({ thread, edited }) => [thread !== undefined, edited])).toEqual([
      [false, true],
      [true, true],
    ]);
    await says(1);
    expect(digests()).toHaveLength(1);
  });
});
