import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { begin, wayIn } from '../../src/bot/begun.ts';
import { type Command, command } from '../../src/commands/command.ts';
import { type Player, player } from '../../src/rehearsal/player.ts';
import type { Way } from '../../src/rehearsal/stand-in.ts';
import { form, longText, page, text } from '../../src/views/form.ts';
import { type Platform, paragraph } from '../../src/views/message.ts';
import { everybodyOn, PLATFORMS } from '../stories/scene.ts';
import { board } from '../support/board.ts';
import { imported, nottinghamshire } from '../support/register.ts';
import { LEAD as ON_SLACK, BOARD as SLACK_ROOM, TEAM, workplace } from './slack/workplace.ts';
import { LEAD as ON_TEAMS, CHANNEL as TEAMS_ROOM, tenant } from './teams/tenant.ts';

const raising = form({
  title: 'Raise an issue',
  send: 'Send it',
  audience: 'OFFICIAL. The board will see this.',
  pages: {
    what: page({
      title: 'What it is',
      fields: {
        what: longText({ label: 'What is happening', limit: 2_000 }),
        link: text({ label: 'Where it was said', limit: 500, required: false }),
      },
    }),
    ask: page({ title: 'What you ask for', fields: { ask: text({ label: 'The ask', limit: 100 }) } }),
  },
});

const MOST = 60;

/** A command that can be begun everywhere, by whom it is for. */
function raise(sent: unknown[], mayBe: string[] = ['priya-raman']): Command {
  return command({
    name: 'raise',
    help: 'raise an issue with the board',
    usage: 'raise',
    shortcut: { label: 'Raise an issue' },
    onMessage: { label: 'Raise this' },
    may: ({ key }) => mayBe.includes(key),
    input: z.strictObject({ text: z.string().max(MOST).optional(), link: z.string().max(500).optional() }),
    parse: () => ({}),
    form: raising,
    open: async ({ text = '', link = '' }) => ({
      kind: 'form',
      subject: link || 'issue',
      carried: {},
      values: { what: text, link },
    }),
    async run(_, values) {
      sent.push(values);
      return { kind: 'message', message: { summary: 'Sent', blocks: [paragraph('Sent to the board')] } };
    },
  });
}

const WAYS: Way[] = [
  { id: wayIn('raise', false), label: 'Raise an issue', onMessage: false },
  { id: wayIn('raise', true), label: 'Raise this', onMessage: true },
];
const ROOM: Record<Platform, { id: string; name: string }> = {
  slack: { id: SLACK_ROOM, name: 'board' },
  teams: { id: TEAMS_ROOM, name: 'Community Safety Board' },
};

interface Place {
  priya: Player;
  /** Somebody writes in a channel. */
  wrote(text: string, files?: string[]): Promise<void>;
  sent: unknown[];
}

interface Different {
  mayBe?: string[];
  who?: string;
  boards?: number;
}

/** One person at their phone, with that command in the platform's menus. */
async function openPlace(platform: Platform, { mayBe, who = 'priya-raman', boards = 1 }: Different = {}) {
  const register = nottinghamshire();
  everybodyOn(register, platform);
  register.connections[0]!.externalId = platform === 'slack' ? TEAM : 'tenant-1';
  const account = register.accounts.find(({ personKey }) => personKey === who);
  if (account) account.externalId = platform === 'slack' ? ON_SLACK : ON_TEAMS;
  const sent: unknown[] = [];
  const made = await board({ register, commands: [raise(sent, mayBe)] });
  onTestFinished(made.close);
  if (boards > 1) {
    const other = structuredClone(register);
    other.partnership = { ...other.partnership, key: 'elsewhere', name: 'Elsewhere Board' };
    await imported(made.database, other, made.now());
  }
  let standIn: Player['standIn'];
  if (platform === 'teams') standIn = (await tenant(made.handle, { ways: WAYS })).standIn;
  else {
    const place = await workplace({ ways: WAYS });
    onTestFinished(place.close);
    place.answer(made.handle);
    standIn = place.slack;
  }
  const accountId = platform === 'slack' ? ON_SLACK : ON_TEAMS;
  const wrote = (text: string, files?: string[]) =>
    standIn.act(accountId, { kind: 'say', conversation: ROOM[platform].id, text, ...(files ? { files } : {}) });
  return { priya: player(standIn, accountId), wrote, sent } satisfies Place;
}

const inputs = (who: Player) => Object.fromEntries(who.inputs().map(({ label, value }) => [label, value]));

describe.each(PLATFORMS)('a command begun from the menus, on %s', (platform) => {
  const room = ROOM[platform].name;

  test('from anywhere: its form is empty, and sends like one that was asked for by words', async () => {
    const { priya, sent } = await openPlace(platform);
    await priya.begins('Raise an issue');
    expect(priya.dialog()).toContain('Page 1 of 2');
    await priya.fills([['What is happening', 'Three hubs closed']]);
    await priya.presses('Save and continue');
    await priya.fills([['The ask', 'Money']]);
    await priya.presses('Save and continue');
    await priya.presses('Send it');
    expect(priya.dialog()).toContain('Sent to the board');
    expect(sent).toMatchObject([{ what: 'Three hubs closed', ask: 'Money' }]);
  });

  test('on a message: its words and the link to it stand in the form, as they were written', async () => {
    const { priya, wrote } = await openPlace(platform);
    await wrote('<!channel> *Three* hubs & a <b>bus</b> closed');
    await priya.beginsOn('Three', 'Raise this', room);
    expect(inputs(priya)['What is happening']).toBe('<!channel> *Three* hubs & a <b>bus</b> closed');
    expect(Object.values(inputs(priya)).at(-1)).toMatch(/^https:\/\/\S+$/);
    expect(priya.dialog()).not.toContain('The message');
  });

  test('on a long message with files: the beginning is taken, and every page says what was not', async () => {
    const { priya, wrote } = await openPlace(platform);
    await wrote(`${'x'.repeat(MOST - 1)}🙂 and so on`, ['map.pdf']);
    await priya.beginsOn('and so on', 'Raise this', room);
    expect(inputs(priya)['What is happening']).toBe('x'.repeat(MOST - 1));
    const said =
      'The message is longer than fits here: its beginning is taken. The message has files. They are not taken: put a link to them here.';
    expect(priya.dialog()).toContain(said);
    await priya.presses('Save and continue');
    expect(priya.dialog()).toContain('Page 2 of 2');
    expect(priya.dialog()).toContain(said);
  });

  test('by somebody whom it is not for, or who is on no register: the answer that words get', async () => {
    const { priya } = await openPlace(platform, { mayBe: [] });
    await priya.begins('Raise an issue');
    expect(priya.dialog()).toContain('“raise” is not yours to use at present');
    const { priya: stranger, wrote } = await openPlace(platform, { who: 'nobody' });
    await wrote('Three hubs closed');
    await stranger.beginsOn('Three', 'Raise this', room);
    expect(stranger.dialog()).toContain('not on the register of the Safer Nottinghamshire Board yet');
  });

  test('by somebody on two boards: they say which, and go on with the message that they began on', async () => {
    const { priya, wrote } = await openPlace(platform, { boards: 2 });
    await wrote(`Three hubs & "one"\nclosed`, ['map.pdf']);
    await priya.beginsOn('Three', 'Raise this', room);
    expect(priya.dialog()).toContain('Which do you mean?');
    await priya.presses('Elsewhere Board');
    expect(inputs(priya)['What is happening']).toBe(`Three hubs & "one"\nclosed`);
    expect(priya.dialog()).toContain('The message has files.');
    while (priya.dialog() !== undefined) await priya.closes();
    await priya.begins('Raise an issue');
    expect(priya.dialog()).toContain('Page 1 of 2');
  });

  test('that is in the menus no more: the person is told', async () => {
    WAYS.push({ id: 'gone', label: 'Gone', onMessage: false });
    onTestFinished(() => void WAYS.pop());
    const { priya } = await openPlace(platform);
    await priya.begins('Gone');
    expect(priya.dialog()).toContain('This menu entry is not in use any more');
  });
});

describe('what a command is given that was begun on a message', () => {
  const quote = { text: 'Three hubs', link: 'https://x.example/1', hasFiles: false };
  const given = (input: z.ZodType, on = quote) => begin({ ...raise([]), input } as Command, on);

  test('is nothing where it cannot be begun so, or takes no words', () => {
    const plain: Command = { ...raise([]) };
    delete plain.onMessage;
    expect(begin(plain, quote)).toBeNull();
    expect(begin(plain, undefined)).toEqual({ input: {}, note: '' });
    expect(given(z.strictObject({}))).toBeNull();
  });

  test('has no link where the link is too long to take, and says so', () => {
    const short = z.object({ text: z.string().optional(), link: z.string().max(5).optional() });
    expect(given(short)).toEqual({
      input: { text: 'Three hubs' },
      note: 'There is no link to the message: say here where it is.',
    });
  });

  test('says where there were no words', () => {
    expect(begin(raise([]), { ...quote, text: '' })).toEqual({
      input: { link: quote.link },
      note: 'The message has no words to take: write them here yourself.',
    });
  });
});
