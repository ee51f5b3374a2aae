import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { escalate } from '../../src/commands/escalate.ts';
import { fillsForm } from '../../src/rehearsal/filling.ts';
import type { Player } from '../../src/rehearsal/player.ts';
import type { Platform } from '../../src/views/message.ts';
import { at, BOARD, leaves, openScene, PLATFORMS, type Scene } from './scene.ts';

/** Where a message is opened, as each platform links to it. */
const LINKS: Record<Platform, RegExp> = {
  slack: /^https:\/\/[\w.-]+\/archives\/\w+\/p\d+$/m,
  teams: /^https:\/\/teams\.microsoft\.com\/l\/message\/.+$/m,
};

describe.each(PLATFORMS)('escalating from the menus, on %s', (platform) => {
  let scene: Scene;
  let jamie: Player;
  const board = BOARD[platform];
  beforeAll(async () => {
    scene = await openScene(platform, { priorities: ['serious-violence'], from: at('2021-04-14') });
    jamie = scene.person('jamie-thorpe');
  });
  afterAll(() => scene.close());

  const wrote = (text: string, files?: string[]) =>
    jamie.standIn.act(jamie.accountId, {
      kind: 'say',
      conversation: jamie.conversation(board)!.id,
      text,
      ...(files ? { files } : {}),
    });
  const shown = (label: string) => jamie.inputs().find((input) => input.label.replace(/ \(optional\)$/, '') === label);

  test('an officer escalates what somebody wrote: its words are what is happening, and the link goes with them', async () => {
    await wrote('Outreach workers leave when their funding ends', ['map.pdf']);
    await jamie.beginsOn('Outreach workers', 'Escalate this', board);
    expect(jamie.dialog()).toContain('Escalate an issue');
    expect(jamie.dialog()).toContain('The message has files. They are not taken: put a link to them here.');
    await jamie.fills([
      ['Title', 'Hospital outreach ends in June'],
      ['Priorities that it concerns', ['Serious Violence']],
    ]);
    await jamie.presses('Save and continue');
    expect(shown('What is happening')?.value).toBe('Outreach workers leave when their funding ends');
    await leaves(jamie);
  });

  test('from anywhere the form is empty; what was begun on a message is kept apart, and found again there', async () => {
    await jamie.begins('Escalate an issue');
    expect(shown('Title')?.value).toBe('');
    await leaves(jamie);
    await jamie.beginsOn('Outreach workers', 'Escalate this', board);
    expect(jamie.dialog()).toContain('Page 2 of 5');
    expect(shown('What is happening')?.value).toBe('Outreach workers leave when their funding ends');
    await leaves(jamie);
  });

  test('what was said and where it stands are among the answers that are sent', async () => {
    await jamie.beginsOn('Outreach workers', 'Escalate this', board);
    await fillsForm(jamie, escalate.form, {
      ...{ evidence: 'Fewer came back with another injury', anythingTried: 'No', untried: 'Nobody has the money' },
      ...{ why: ['It needs a power'], askKind: 'Resources', ask: 'Bridging money from July' },
      ...{ urgency: 'At the next meeting', sensitive: 'Not sensitive' },
    });
    expect(jamie.dialog()).toContain('Outreach workers leave when their funding ends');
    expect(jamie.dialog()).toMatch(LINKS[platform]);
    await leaves(jamie);
  });

  test('a lead is told that it is not theirs, as by words', async () => {
    const samir = scene.person('samir-haddad');
    await samir.begins('Escalate an issue');
    expect(samir.dialog()).toContain('“escalate” is not yours to use at present');
  });
});
