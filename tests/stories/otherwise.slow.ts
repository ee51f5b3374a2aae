import { beforeAll, describe, expect, test } from 'vitest';
import { type Player, readOut } from '../../src/rehearsal/player.ts';
import type { SlackStandIn } from '../../src/rehearsal/slack/server.ts';
import type { TeamsStandIn } from '../../src/rehearsal/teams/server.ts';
import { secondManager } from '../support/register.ts';
import { at, BOARD, messagesAbout, openScene, PLATFORMS, reports, type Scene } from './scene.ts';

/** What somebody means to do, and what has become of it meanwhile. Each is told plainly, and nothing typed is lost. */
describe.each(PLATFORMS)('it goes otherwise on %s', (platform) => {
  let scene: Scene;
  const person = (key: string) => scene.person(key);
  const grace = () => person('grace-holloway');
  /** Types a command that has a form: where only a button can open one, it is pressed. */
  async function opens(who: Player, text: string, title: string) {
    await who.commands(text);
    if (platform === 'teams') await who.presses(`Open ${title}`);
  }
  async function fillsAndSends(who: Player, values: [string, string][], button: string) {
    await who.fills(values);
    await who.presses('Save and continue');
    await who.presses(button);
  }
  const seesDigest = async () => {
    await grace().commands('digest');
    await scene.settle();
    if (!grace().dialog() && grace().buttons().includes('See the preview')) await grace().presses('See the preview');
  };
  const closes = async (who: Player) => {
    await who.closes();
    await scene.settle();
  };

  beforeAll(async () => {
    scene = await openScene(platform, {
      register(register) {
        register.assignments = secondManager().assignments;
        const board = register.channels[0]!;
        register.channels.push({
          ...board,
          key: `${board.key}/2`,
          externalId: second(platform),
          name: 'second channel',
        });
        const connection = register.connections[0]!;
        connection.domains = ['elsewhere.example'];
        for (const one of register.people)
          if (['frances-adeyemi', 'joan-pickersgill'].includes(one.key)) one.email = 'robin.newcomer@elsewhere.example';
      },
    });
    await scene.advance(at('2021-04-06', 10));
    return scene.close;
  });

  test('chasing somebody who left this morning: whoever is asked now is chased, and they are not', async () => {
    const samir = person('samir-haddad');
    await scene.imports((register) => {
      const left = register.people.find(({ key }) => key === 'samir-haddad')!;
      register.people = register.people.filter((one) => one !== left);
      register.accounts = register.accounts.filter(({ personKey }) => personKey !== left.key);
      register.holdings = register.holdings.filter(({ personKey }) => personKey !== left.key);
      register.assignments = register.assignments.filter(({ holderKey }) => holderKey !== left.key);
    });
    await grace().commands('chase violence');
    await scene.settle();
    expect(grace().reads()).toContain('Miriam Sadler');
    expect(grace().reads()).not.toContain('Samir Haddad');
    expect(messagesAbout(person('miriam-sadler'), 'Grace Holloway asks for 1 report')).toHaveLength(1);
    expect(messagesAbout(samir, 'Grace Holloway asks')).toEqual([]);
    await samir.commands('report');
    expect(samir.reads()).toContain('not on the register');
  });

  test('excusing a report that arrived a second ago: it is not excused, and the reference is there', async () => {
    await opens(grace(), 'excuse hate crime', 'excuse a report');
    await grace().fills([['Reason', 'The post is vacant']]);
    await grace().presses('Save and continue');
    await reports(person('helen-tranter'), 'hate crime');
    await closes(person('helen-tranter'));
    await grace().presses('Excuse the report');
    expect(grace().dialog()).toContain('The report on hate crime arrived on');
    expect(grace().dialog()).toContain('reference SNB-1');
    await closes(grace());
    expect(messagesAbout(person('helen-tranter'), 'Excused')).toEqual([]);
  });

  test('two programme managers move one date: the second reads who and why, and loses nothing', async () => {
    const nadia = person('nadia-wren');
    for (const who of [grace(), nadia]) await opens(who, 'move modern slavery', 'move a due date');
    await fillsAndSends(
      grace(),
      [
        ['New due date', '2021-04-14'],
        ['Reason', 'The inspection is on the 15th'],
      ],
      'Move the due date',
    );
    await closes(grace());
    await fillsAndSends(
      nadia,
      [
        ['New due date', '2021-04-15'],
        ['Reason', 'The lead asked for it'],
      ],
      'Move the due date',
    );
    expect(nadia.dialog()).toContain(
      'Grace Holloway moved it to Wednesday 14 April 2021 while you were writing: “The inspection is on the 15th”.',
    );
    const typed = nadia.inputs().map(({ value }) => value);
    expect(typed).toContain('2021-04-15');
    expect(typed).toContain('The lead asked for it');
    await fillsAndSends(nadia, [['Move it all the same?', 'Yes, move it to this date']], 'Move the due date');
    expect(nadia.dialog()).toContain('1 report now due on Thursday 15 April 2021.');
    await closes(nadia);
  });

  test('a date moved to a bank holiday, to the past, and to after the meeting', async () => {
    await opens(grace(), 'move Prevent', 'move a due date');
    const why: [string, string] = ['Reason', 'The lead is in court'];
    await fillsAndSends(grace(), [['New due date', '2021-05-03'], why], 'Move the due date');
    expect(grace().dialog()).toContain('Monday 3 May 2021 is not a working day. The nearest is Tuesday 4 May 2021');
    await fillsAndSends(grace(), [['New due date', '2021-04-01']], 'Move the due date');
    expect(grace().dialog()).toContain('The due date must be today, Tuesday 6 April 2021, or later');
    await fillsAndSends(grace(), [['New due date', AFTER_MEETING]], 'Move the due date');
    expect(grace().dialog()).toMatch(/Before you move it: .*meets on/s);
    expect(grace().dialog()).toContain('The lead is in court');
    await closes(grace());
  });

  test('delegating to oneself: it needs no delegation, and says who can be given one', async () => {
    const alan = person('alan-whitcombe');
    await alan.commands('delegate Serious and Acquisitive Crime to Alan Whitcombe');
    expect(alan.reads()).toContain('You send the report on Serious and Acquisitive Crime already');
    expect(alan.buttons().some((label) => label.includes('Rosa Kelham'))).toBe(true);
  });

  test('a snooze past the period’s end: until when it can be is said', async () => {
    await person('priya-raman').commands('snooze until 2 July 2021');
    expect(person('priya-raman').reads()).toContain(
      'By Friday 2 July 2021 the period has closed. You can be reminded until Wednesday 30 June 2021.',
    );
  });

  test('an account that two people claim is nobody’s until the programme manager says whose', async () => {
    const robin = scene.stranger();
    await robin.commands('report');
    await scene.settle();
    expect(robin.reads()).toContain('not on the register');
    expect(grace().reads()).toContain('robin.newcomer@elsewhere.example');
    await grace().commands('accounts');
    await grace().presses(
      grace()
        .buttons()
        .findLast((label) => label.startsWith('Confirm: Frances Adeyemi'))!,
    );
    await scene.settle();
    expect(grace().reads()).toContain('Linked: Robin Newcomer is Frances Adeyemi.');
    await robin.commands('who reducing reoffending');
    expect(robin.reads()).toContain('Lead: Frances Adeyemi');
  });

  test('a channel that was archived, or that the bot was removed from: the digest elsewhere is posted, and the programme manager reads what to do', async () => {
    if (platform === 'slack') (scene.standIn as SlackStandIn).archive(second(platform));
    else scene.standIn.fail({ call: 'second0000', status: 403, code: 'BotNotInConversationRoster' });
    await scene.advance(at('2021-04-19', 10));
    expect(person('edith-carrow').messages(BOARD[platform])).toHaveLength(1);
    expect(person('edith-carrow').messages('second channel')).toEqual([]);
    expect(messagesAbout(grace(), 'could not be delivered')).toHaveLength(1);
    expect(grace().reads()).toContain('the channel second channel');
    expect(grace().reads()).toContain('What to do.');
    expect(grace().reads()).toContain('correct the account or the channel in the agreement file');
    // A late report brings the one that stands up to date, and nobody is told again.
    await reports(person('owen-brightwell'), 'Prevent');
    await closes(person('owen-brightwell'));
    expect(messagesAbout(grace(), 'could not be delivered')).toHaveLength(1);
    expect(grace().reads()).toContain('type “digest”, then press “Post it again”');
  });

  test('once the channel is right, the digest is posted there again, and nowhere else', async () => {
    if (platform === 'slack') (scene.standIn as SlackStandIn).archive(second(platform), false);
    await seesDigest();
    expect(grace().dialog() ?? grace().reads()).toContain('It has not reached second channel.');
    await grace().presses('Post it again');
    await scene.settle();
    if (grace().dialog()) await closes(grace());
    const [there] = person('edith-carrow').messages('second channel');
    expect(readOut(there!.nodes)).toContain('Brought up to date on 19 April 2021: Prevent reported');
    expect(person('edith-carrow').messages(BOARD[platform])).toHaveLength(1);
  });

  test('a digest that was deleted there: the programme manager is told once, and nothing is posted by itself', async () => {
    const [there] = person('edith-carrow').messages('second channel');
    (scene.standIn as SlackStandIn | TeamsStandIn).deletes(second(platform), there!.id);
    for (const [key, title] of [
      ['joan-pickersgill', 'Antisocial Behaviour'],
      ['keith-lomas', 'Preventable Deaths'],
    ] as const) {
      await reports(person(key), title);
      await closes(person(key));
    }
    expect(messagesAbout(grace(), 'could not be delivered')).toHaveLength(2);
    expect(person('edith-carrow').messages('second channel')).toEqual([]);
    await seesDigest();
    expect(grace().dialog() ?? grace().reads()).toContain('It has not reached second channel.');
  });
});

const AFTER_MEETING = '2021-06-28';
const second = (platform: string) =>
  platform === 'slack' ? 'C0SECOND001' : '19:second00000000000000000000000000@thread.tacv2';
