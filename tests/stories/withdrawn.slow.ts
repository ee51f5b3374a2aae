import { expect, test } from 'vitest';
import type { Player } from '../../src/rehearsal/player.ts';
import { readOut } from '../../src/rehearsal/player.ts';
import { at, BOARD, fillsIn, openScene, PLATFORMS, type Scene } from './scene.ts';

/** Everything that anybody can see on this platform: conversations, channels, and pages of their own. */
function everythingShown({ standIn }: Scene): string {
  return standIn.members
    .map(({ accountId }) => standIn.screen(accountId))
    .flatMap(({ conversations, home }) => [
      ...conversations.flatMap(({ messages }) => messages.map(({ nodes, summary }) => `${summary}\n${readOut(nodes)}`)),
      home ? readOut(home.nodes) : '',
    ])
    .join('\n');
}

test.each(PLATFORMS)(
  'what a withdrawn report said is nowhere on %s, and its mark is',
  async (platform) => {
    const scene = await openScene(platform);
    const [grace, nadia, helen] = ['grace-holloway', 'nadia-wren', 'helen-tranter'].map((key) => scene.person(key));
    const closes = async (who: Player) => {
      await who.closes();
      await scene.settle();
    };
    await scene.advance(at('2021-04-06', 10));
    await nadia!.presses('Draft the report on hate crime');
    await fillsIn(nadia!, { achieved: [['What you achieved', 'Visited SECRET at home']] });
    await nadia!.presses('Send to Helen Tranter');
    await closes(nadia!);
    await helen!.presses('Send back');
    await helen!.fills([['What should change', 'Leave out SECRET']]);
    await helen!.presses('Save and continue');
    await helen!.presses('Send back to Nadia Wren');
    await closes(helen!);
    await nadia!.presses('Go on with the report on hate crime');
    await nadia!.presses('Change headline and what you need');
    await nadia!.fills([['Headline', 'We visited SECRET']]);
    await nadia!.presses('Save and continue');
    await nadia!.presses('Send to Helen Tranter');
    await closes(nadia!);
    await helen!.presses('Approve and send');
    await scene.advance(at('2021-04-19', 10));
    expect(everythingShown(scene)).toContain('SECRET');
    const readers = [
      { who: helen!, words: 'read report hate crime', button: 'Read hate crime report' },
      { who: grace!, words: 'digest', button: 'See the preview' },
    ];
    for (const { who, words, button } of readers) {
      // An answer to what was typed in a conversation stays there for good: it is a button, and what it opens closes.
      await scene.writes(who, words);
      await scene.settle();
      expect(who.dialog()).toBeUndefined();
      await who.presses(button);
      expect(who.dialog()).toContain('SECRET');
      await closes(who);
    }

    await grace!.commands('withdraw hate crime');
    if (platform === 'teams') await grace!.presses('Open withdraw a report');
    await grace!.fills([['Reason', 'It named somebody']]);
    await grace!.presses('Save and continue');
    await grace!.presses('Withdraw the report');
    await closes(grace!);
    for (const who of [grace!, nadia!, helen!])
      for (const words of ['mine', 'history hate crime', 'report hate crime']) {
        await who.commands(words);
        await scene.settle();
        expect(who.dialog() ?? '').not.toContain('SECRET');
        if (who.dialog()) await who.closes();
      }
    expect(everythingShown(scene)).not.toContain('SECRET');
    const reader = scene.person('edith-carrow');
    expect(reader.reads(BOARD[platform])).toContain('Withdrawn');
    expect(helen!.reads()).toContain('It named somebody');
    await scene.close();
  },
  60_000,
);
