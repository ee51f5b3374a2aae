import { beforeAll, expect, test } from 'vitest';
import { readOut } from '../../src/rehearsal/player.ts';
import { at, BOARD, fillsIn, openScene, reports, type Scene } from './scene.ts';

/** One partnership on both platforms, as the example has it, with one person who has an account on each. */
let scene: Scene;
beforeAll(async () => {
  scene = await openScene('slack', {
    asPublished: true,
    register: (register) => {
      for (const { key } of register.connections) {
        const [one] = register.accounts.filter(({ personKey }) => personKey === 'helen-tranter');
        const known = register.accounts.some((two) => two.personKey === 'helen-tranter' && two.connectionKey === key);
        const externalId = key === 'councils' ? 'U0HELEN2' : '5a9d7c32-6b1e-4f05-9d8a-2c3b4e5f6a13';
        if (!known) register.accounts.push({ ...one!, key: `helen-tranter/${key}`, connectionKey: key, externalId });
      }
      register.people = register.people.map((one) =>
        one.key === 'helen-tranter' ? { ...one, prefers: 'police' } : one,
      );
    },
  });
  await scene.advance(at('2021-04-01', 9, 5));
  return scene.close;
});

const digestOn = (platform: 'slack' | 'teams') => {
  const there = scene.standIns.find((one) => one.platform === platform)!;
  for (const { accountId } of there.members) {
    const channel = there.screen(accountId).conversations.find(({ name }) => name === BOARD[platform]);
    if (channel && channel.messages.length > 0) return channel.messages.map(({ nodes }) => readOut(nodes)).join('\n');
  }
  return '';
};
/** The words alone: each platform lays them out in its own way. */
const words = (text: string) => text.replace(/[^\p{Letter}\p{Number}]+/gu, ' ').trim();

test('one person is asked once, on the account that they prefer', () => {
  expect(scene.person('helen-tranter', 'teams').reads()).toContain('Report on hate crime');
  expect(scene.person('helen-tranter', 'slack').reads()).toBe('');
});

test('what is begun on one account is there on the other', async () => {
  await scene.person('helen-tranter', 'slack').commands('report hate crime');
  const elsewhere = scene.person('helen-tranter', 'slack');
  if (!elsewhere.dialog()) await elsewhere.presses('Open progress report');
  expect(elsewhere.dialog()).toContain('Page 1 of 4');
  await elsewhere.closes();
  await reports(scene.person('helen-tranter', 'teams'), 'hate crime');
  await scene.settle();
});

test('the digest appears in each channel, and says the same in both', async () => {
  await scene.advance(at('2021-04-19', 10));
  expect(digestOn('slack')).toContain('Twelve new reporting centres');
  expect(words(digestOn('slack'))).toBe(words(digestOn('teams')));
});

test('a late report brings both up to date alike', async () => {
  const before = digestOn('slack');
  const keith = scene.person('keith-lomas', platformOf('keith-lomas'));
  await keith.commands('report');
  if (!keith.dialog()) await keith.presses('Open progress report');
  await fillsIn(keith);
  await keith.presses('Send report to the board');
  await scene.settle();
  expect(digestOn('slack')).not.toBe(before);
  expect(words(digestOn('slack'))).toBe(words(digestOn('teams')));
});

function platformOf(key: string): 'slack' | 'teams' {
  try {
    scene.person(key, 'slack');
    return 'slack';
  } catch {
    return 'teams';
  }
}
