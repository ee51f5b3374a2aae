import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import type { Command } from '../../src/commands/command.ts';
import { type Player, player } from '../../src/rehearsal/player.ts';
import {
  type Carried,
  choiceFrom,
  choices,
  choicesFrom,
  type Form,
  form,
  type Option,
  page,
} from '../../src/views/form.ts';
import { dialogFor } from '../../src/views/forms/show.ts';
import { type Message, type Platform, paragraph } from '../../src/views/message.ts';
import { fitsDialog } from '../architecture/fitting.ts';
import { LONG } from '../architecture/longest.ts';
import { everybodyOn, PLATFORMS } from '../stories/scene.ts';
import { type Board, board } from '../support/board.ts';
import { nottinghamshire } from '../support/register.ts';
import { LEAD as ON_SLACK, TEAM, workplace } from './slack/workplace.ts';
import { LEAD as ON_TEAMS, tenant } from './teams/tenant.ts';

const offered = (words: string[]): Option[] => words.map((label, index) => ({ value: `key-${index}`, label }));
const areasOf = ({ areas }: Carried) => JSON.parse(areas ?? '[]') as Option[];

const raising = form({
  title: 'Raise an issue',
  send: 'Send it',
  audience: 'OFFICIAL. The board will see this.',
  pages: {
    where: page({
      title: 'What it concerns',
      fields: {
        areas: choicesFrom({ label: 'Areas', optionsFrom: areasOf, max: 3 }),
        why: choices({
          label: 'Why it is raised',
          options: [
            { value: 'money', label: 'It needs money, or people', hint: 'More than the area has' },
            { value: 'law', label: 'It needs a change in the law' },
          ],
        }),
        told: choicesFrom({ label: 'Who knows', optionsFrom: areasOf, required: false }),
      },
    }),
  },
});

const AREAS = ['Ashfield', 'Bassetlaw', 'Gedling', 'Mansfield', 'Newark, and Sherwood'];
const message = (text: string): Message => ({ summary: text, blocks: [paragraph(text)] });

/** The reasons as each platform shows them, with their hints. */
const REASONS: Record<Platform, string[]> = {
  slack: ['It needs money, or people: More than the area has', 'It needs a change in the law'],
  teams: ['It needs money, or people. More than the area has', 'It needs a change in the law'],
};

interface Asked {
  form: Form;
  areas: string[];
}

/** A command with that form, and what it was sent. */
function raise(sent: unknown[], { form, areas }: Asked): Command {
  return {
    name: 'raise',
    help: 'Raise an issue',
    usage: 'raise',
    may: () => true,
    input: z.object({}),
    parse: () => ({}),
    form,
    open: async () => ({
      kind: 'form',
      subject: 'issue',
      carried: { areas: JSON.stringify(offered(areas)) },
      values: {},
    }),
    async run(_: unknown, values: unknown) {
      sent.push(values);
      return { kind: 'message', message: message('Sent to the board') };
    },
  };
}

/** Somebody who may use that command, at their phone. */
async function somebody(
  platform: Platform,
  sent: unknown[],
  asked: Asked = { form: raising, areas: AREAS },
): Promise<Player> {
  const register = nottinghamshire();
  everybodyOn(register, platform);
  register.connections[0]!.externalId = platform === 'slack' ? TEAM : 'tenant-1';
  register.accounts.find(({ personKey }) => personKey === 'priya-raman')!.externalId =
    platform === 'slack' ? ON_SLACK : ON_TEAMS;
  const made: Board = await board({ register, commands: [raise(sent, asked)] });
  onTestFinished(made.close);
  if (platform === 'teams') return (await tenant(made.handle)).lead;
  const place = await workplace();
  onTestFinished(place.close);
  place.answer(made.handle);
  return player(place.slack, ON_SLACK);
}

async function opens(priya: Player): Promise<void> {
  await priya.commands('raise');
  if (priya.dialog() === undefined) await priya.presses(priya.buttons().at(-1)!);
}

/** Asks which area, and nothing else. */
const choosing = form({
  title: 'Choose an area',
  send: 'Send it',
  audience: 'OFFICIAL. The board will see this.',
  pages: { one: page({ title: 'Which', fields: { area: choiceFrom({ label: 'Area', optionsFrom: areasOf }) } }) },
});

describe.each(PLATFORMS)('a field of which one is chosen, on %s', (platform) => {
  test.each<[string, number]>([
    ['few', 3],
    ['many', 40],
    ['more than one list may hold', 250],
  ])('among %s, is filled in, kept and sent', async (_, number) => {
    const sent: unknown[] = [];
    const areas = Array.from({ length: number }, (_, index) => `Area ${index + 1}`);
    const priya = await somebody(platform, sent, { form: choosing, areas });
    await opens(priya);
    await priya.fills([['Area', areas.at(-1)!]]);
    await priya.presses('Save and continue');
    await priya.presses('Change which');
    expect(priya.dialog()).toContain(`> ${areas.at(-1)}`);
    await priya.presses('Save and continue');
    await priya.presses('Send it');
    expect(sent).toEqual([{ area: `key-${number - 1}` }]);
  });

  test('reads as it was written, whatever signs are in it', async () => {
    const areas = [
      '*Ashfield* and _Gedling_',
      '**All** of `it`',
      '[Mansfield](https://m.example)',
      '1. <b>New</b> &amp; old',
    ];
    const priya = await somebody(platform, [], { form: choosing, areas });
    await opens(priya);
    const shown = priya.inputs()[0]?.options?.map(({ label }) => label.replaceAll('\u200A', '').replaceAll('ˋ', '`'));
    expect(shown).toEqual(areas);
  });
});

describe.each(PLATFORMS)('a field of which several can be chosen, on %s', (platform) => {
  test('is filled in by its words, kept, checked and sent', async () => {
    const sent: unknown[] = [];
    const priya = await somebody(platform, sent);
    await opens(priya);
    await priya.fills([
      ['Areas', ['Gedling', 'Ashfield']],
      ['Who knows', ['Newark, and Sherwood']],
    ]);
    await priya.presses('Save and continue');
    expect(priya.dialog()).toMatch(/Error: (Select at least 1|Please complete this required field)/);

    await priya.closes();
    await opens(priya);
    expect(priya.dialog()).toContain('Areas\n> Ashfield\n> Gedling');
    await priya.fills([['Why it is raised', REASONS[platform]]]);
    await priya.presses('Save and continue');
    const answers = priya.dialog();
    expect(answers).toContain('Areas\nAshfield\nGedling');
    expect(answers).toContain('Why it is raised\nIt needs money, or people\nIt needs a change in the law');
    expect(answers).toContain('Who knows\nNewark, and Sherwood');

    await priya.presses('Send it');
    expect(priya.dialog()).toContain('Sent to the board');
    expect(sent).toMatchObject([{ told: ['key-4'], why: ['money', 'law'] }]);
    expect((sent[0] as { areas: string[] }).areas.toSorted()).toEqual(['key-0', 'key-2']);
  });

  test('is empty again once nothing is chosen in it', async () => {
    const sent: unknown[] = [];
    const priya = await somebody(platform, sent);
    await opens(priya);
    await priya.fills([
      ['Areas', ['Gedling']],
      ['Why it is raised', ['It needs a change in the law']],
      ['Who knows', ['Ashfield']],
    ]);
    await priya.presses('Save and continue');
    await priya.presses('Change what it concerns');
    await priya.fills([['Who knows', []]]);
    await priya.presses('Save and continue');
    expect(priya.dialog()).toContain('Who knows\nNot provided');
    await priya.presses('Send it');
    expect(sent).toEqual([{ areas: ['key-2'], why: ['law'] }]);
  });

  test('takes no more than may be chosen', async () => {
    const priya = await somebody(platform, []);
    await opens(priya);
    const tooMany = priya.fills([['Areas', AREAS.slice(0, 4)]]);
    if (platform === 'slack') return expect(tooMany).rejects.toThrow('No more than 3');
    await tooMany;
    await priya.presses('Save and continue');
    expect(priya.dialog()).toContain(
      'Areas\nError: Select 3 or fewer\n> Ashfield\n> Bassetlaw\n> Gedling\n> Mansfield',
    );
  });
});

test.each<[string, Option[], string]>([
  ['250 options, 100 of them chosen', offered(Array.from({ length: 250 }, (_, index) => `Area ${index}`)), ''],
  ['101 of the longest options, 100 of them chosen', offered(Array(101).fill(LONG)), ''],
  ['100 options', offered(Array.from({ length: 100 }, (_, index) => `Area ${index}`)), ''],
  ['11 of the longest options, all chosen', offered(Array(11).fill(LONG)), 'Select 3 or fewer'],
  ['nothing to choose from', [], ''],
])('with %s, it fits both platforms', (_, options, error) => {
  const all = options
    .slice(0, 100)
    .map(({ value }) => value)
    .join(',');
  const values = { areas: all, why: 'money,law', told: all };
  const draft = { id: 'd', partnershipId: 'p', revision: 1, values, carried: { areas: JSON.stringify(options) } };
  for (const page of ['where', 'check']) {
    fitsDialog(dialogFor(raising, 'raise', draft, { page, errors: error ? { areas: error } : {} }));
  }
});
