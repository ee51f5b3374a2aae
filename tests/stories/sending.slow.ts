import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { readOut } from '../../src/rehearsal/player.ts';
import type { Fault } from '../../src/rehearsal/stand-in.ts';
import type { Platform } from '../../src/views/message.ts';
import { at, BOARD, messagesAbout, openScene, PLATFORMS, type Scene } from './scene.ts';

const LEADS = [
  'marian-oakes',
  'priya-raman',
  'tom-ashdown',
  'helen-tranter',
  'owen-brightwell',
  'frances-adeyemi',
  'alan-whitcombe',
  'joan-pickersgill',
  'samir-haddad',
  'keith-lomas',
];

const SENDING: Record<Platform, string> = { slack: 'chat.postMessage', teams: '/activities' };

/** Waits for something that happens by itself soon, in machine time. */
async function until(holds: () => boolean): Promise<void> {
  for (let waited = 0; !holds(); waited += 20) {
    if (waited > 15_000) throw new Error('It did not happen within 15 seconds');
    await sleep(20);
  }
}

describe.each(PLATFORMS)('when %s has a bad morning', (platform) => {
  let scene: Scene;
  const fail = (fault: Omit<Fault, 'call'>) => scene.standIn.fail({ call: SENDING[platform], ...fault });
  const dropped = () => scene.standIn.calls.some(({ status }) => status === 0);

  beforeAll(async () => {
    scene = await openScene(platform);
    return scene.close;
  });

  test('it asks to go slower and a line drops while prompts go out, and the program is restarted: each gets one', async () => {
    fail({ status: 429, code: 'ratelimited', retryAfter: 1 });
    fail({ status: 429, code: 'ratelimited', retryAfter: 1 });
    // Slack can be asked whether a message arrived; where nothing can be looked up it has to be sent again.
    fail({ status: 0, code: 'dropped', after: platform === 'slack' });
    const morning = scene.advance(at('2021-04-01', 9));
    await until(dropped);
    await scene.restart();
    await morning;
    await scene.seconds(60);
    await scene.settle();
    for (const key of LEADS)
      expect([key, messagesAbout(scene.person(key), 'due')]).toEqual([
        key,
        [expect.stringMatching(/^[12] reports? due/)],
      ]);
    const prompts = (await scene.log()).filter(({ about }) => about === 'report.prompt');
    expect(prompts.map(({ state }) => state)).toEqual(LEADS.map(() => 'sent'));
    expect(scene.person('grace-holloway').messages()).toEqual([]);
  });

  test('a message that arrived though the answer was lost is found again, or its repeat says that it is one', async () => {
    const before = scene.standIn.calls.filter(({ status }) => status === 0).length;
    await scene.advance(at('2021-04-16', 8, 59));
    fail({ status: 0, code: 'dropped', after: true });
    const morning = scene.advance(at('2021-04-16', 9));
    await until(() => scene.standIn.calls.filter(({ status }) => status === 0).length > before);
    await scene.restart();
    await morning;
    await scene.seconds(60);
    await scene.settle();
    const reminded = LEADS.map((key) =>
      scene
        .person(key)
        .messages()
        .filter(({ summary }) => /due today/.test(summary)),
    );
    const repeated = reminded.filter((messages) => messages.length > 1);
    if (platform === 'slack') return expect(repeated).toEqual([]);
    expect(repeated).toHaveLength(1);
    expect(repeated[0]!.map(({ nodes }) => readOut(nodes).includes('This may be the second time'))).toEqual([
      false,
      true,
    ]);
  });
});

describe.each(PLATFORMS)('somebody with accounts on both platforms who prefers %s', (platform) => {
  const other: Platform = platform === 'slack' ? 'teams' : 'slack';
  let scene: Scene;

  beforeAll(async () => {
    scene = await openScene(platform, {
      asPublished: true,
      register: (register) => {
        const tom = register.people.find(({ key }) => key === 'tom-ashdown')!;
        tom.prefers = register.connections.find((one) => one.platform === platform)!.key;
      },
    });
    return scene.close;
  });

  test('is asked once, there', async () => {
    await scene.advance(at('2021-04-01', 9));
    expect(messagesAbout(scene.person('tom-ashdown'), 'due')).toHaveLength(1);
    expect(scene.person('tom-ashdown', other).messages()).toEqual([]);
  });

  test('may answer from the other one, and the question is brought up to date where it stands', async () => {
    const tom = scene.person('tom-ashdown', other);
    await tom.commands('report');
    if (other === 'teams') await tom.presses('Open progress report');
    expect(tom.dialog()).toContain('Young People at risk');
    await tom.fills([
      ['Rating', 'Green: on track'],
      ['Direction', 'Improving'],
    ]);
    await tom.presses('Save and continue');
    await tom.fills([['What you achieved', 'A weekly panel']]);
    await tom.presses('Save and continue');
    await tom.closes();
    // One draft, wherever it is opened.
    const here = scene.person('tom-ashdown');
    await here.presses('Report on Young People at risk of offending and/or criminal exploitation');
    await here.fills([['What you will do', 'Extend it to the north']]);
    await here.presses('Save and continue');
    await here.fills([['What you need from the board', 'Nothing']]);
    await here.presses('Save and continue');
    await here.presses('Send report to the board');
    await here.closes();
    await scene.settle();
    expect(here.reads()).toContain('Sent, reference SNB-1');
    expect(scene.person('tom-ashdown', other).reads()).not.toContain('SNB-1');
  });

  test('the board reads the digest in both of its channels', async () => {
    await scene.advance(at('2021-04-19', 9));
    const readers = { slack: 'edith-carrow', teams: 'gordon-mabbutt' };
    for (const on of PLATFORMS) {
      const digests = scene.person(readers[on], on).messages(BOARD[on]);
      expect(digests.map(({ summary }) => summary)).toEqual([
        'Quarter 4 (January to March 2021): 1 of 11 priorities reported',
      ]);
    }
  });
});
