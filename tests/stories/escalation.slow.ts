import { beforeAll, describe, expect, test } from 'vitest';
import type { Player } from '../../src/rehearsal/player.ts';
import type { Platform } from '../../src/views/message.ts';
import { at, chosen, looks, messagesAbout, openScene, type Scene } from './scene.ts';

const WAYS: [name: string, officers: Platform, leads: Platform][] = [
  ['on slack', 'slack', 'slack'],
  ['on teams', 'teams', 'teams'],
  ['from teams to slack and back', 'teams', 'slack'],
];

const PAGES: [label: string, value: string | string[]][][] = [
  [
    ['Title', 'Reporting centres close in June'],
    ['Priorities that it concerns', ['Hate crime']],
  ],
  [
    ['What is happening', 'Volunteers leave when their funding ends'],
    ['What shows it', 'Half of all reports come from the centres'],
    ['Have you tried anything locally?', 'Yes'],
  ],
  [
    ['What you tried', 'Asked both libraries to carry the cost'],
    ['When', 'March 2021'],
    ['What came of it', 'Neither can before April 2022'],
  ],
  [
    ['Why it cannot be resolved locally', ['It needs a power, money or a decision that we do not hold']],
    ['What you ask for', 'Resources'],
    ['What you ask for, in one sentence', 'Bridging money from July'],
  ],
  [['How urgent it is', 'At the next meeting']],
  [['How sensitive it is', 'Not sensitive']],
];

/** The life of one escalation, told in order: each story goes on where the one before it stopped. */
describe.each(WAYS)('an escalation, %s', (_, officers, leads) => {
  let scene: Scene;
  let kwame: Player;
  let helen: Player;

  /** Fills in the form of a step, and sends it. */
  const fills = async (who: Player, button: string, ...pages: typeof PAGES) => {
    for (const page of pages) {
      await who.fills(page.map(([label, value]) => [label, chosen(who, label, value)]));
      await who.presses('Save and continue');
    }
    await who.presses(button);
    const said = who.dialog() ?? '';
    await who.closes();
    await scene.settle();
    return said;
  };
  const newest = (who: Player) => who.messages().at(-1)?.summary;

  beforeAll(async () => {
    scene = await openScene(leads, {
      priorities: ['hate-crime'],
      asPublished: officers !== leads,
      register(register) {
        if (officers === leads) return;
        register.people = register.people.map((one) =>
          one.key === 'helen-tranter' ? { ...one, prefers: 'councils' } : one,
        );
        register.accounts.push({
          ...{ key: 'councils/helen-tranter', endedOn: null, personKey: 'helen-tranter', connectionKey: 'councils' },
          ...{ externalId: 'U0HELEN0001', linked: false },
        });
      },
      from: at('2021-04-14', 9),
    });
    kwame = scene.person('kwame-asante', officers);
    helen = scene.person('helen-tranter', leads);
    return scene.close;
  });

  test('the officer sends it, and has a reference and who was told at once', async () => {
    await looks(scene, kwame, 'escalate', 'Open escalate an issue');
    const said = await fills(kwame, 'Send escalation', ...PAGES);
    expect(said).toContain('Your reference is SNB-1.');
    expect(said).toContain('Helen Tranter, lead for Hate crime');
    expect(newest(helen)).toBe('Escalation SNB-1 on hate crime was raised');
    expect(helen.reads()).toContain('Kwame Asante raised this for Community Safety Partnership 3.');
  });

  test('the lead acknowledges it, and the officer hears of it', async () => {
    await helen.presses('Acknowledge');
    await scene.settle();
    expect(newest(kwame)).toBe('Escalation SNB-1 on hate crime was acknowledged');
    expect(helen.buttons()).not.toContain('Acknowledge');
  });

  test('the lead asks, and the officer answers where they are asked', async () => {
    await helen.presses('Ask a question');
    await fills(helen, 'Send the question', [['Your question', 'How many volunteers leave?']]);
    expect(newest(kwame)).toBe('Escalation SNB-1 on hate crime has a question for you');
    expect(kwame.reads()).toContain('“How many volunteers leave?”');
    await kwame.presses('Answer the question', 'How many volunteers leave?');
    await fills(kwame, 'Send the answer', [
      ['What you want to say', 'Six of eight'],
      ['Link to a file or a page', 'https://csp3.example/centres'],
    ]);
    expect(newest(helen)).toBe('Escalation SNB-1 on hate crime has something new');
    expect(helen.reads()).toContain('“Six of eight”');
  });

  test('the lead answers: the officer has it in their words, with what happens next', async () => {
    await helen.presses('Answer');
    await fills(helen, 'Send the answer', [
      ['Your answer', 'The council pays until March 2022'],
      ['What happens next', 'The money is there on 1 July'],
      ['Is it what was asked?', 'Yes'],
    ]);
    expect(newest(kwame)).toBe('Escalation SNB-1 on hate crime was answered');
    expect(kwame.reads()).toContain('“The council pays until March 2022”');
    expect(kwame.reads()).toContain('The money is there on 1 July');
    expect(kwame.buttons()).toContain('This is not what we asked');
    expect(messagesAbout(kwame, 'was answered')).toHaveLength(1);
  });

  test('the officer closes it once they have the answer, and reads all of it afterwards', async () => {
    const page = await looks(scene, kwame, 'escalation SNB-1', 'Read all of SNB-1');
    expect(page).toContain('Answered, outcome sent');
    expect(page).toContain('Kwame Asante wrote:');
    await kwame.presses('Close it');
    await scene.settle();
    while (kwame.dialog() !== undefined) await kwame.closes();
    expect(await looks(scene, kwame, 'escalation SNB-1', 'Read all of SNB-1')).toContain('Kwame Asante closed it.');
    // Nothing is left to do but to say, for as long as that is possible, that it is not enough.
    expect(kwame.dialog()?.match(/\[.*\]/g)).toEqual(['[This is not what we asked]']);
    await kwame.closes();
    expect(helen.buttons()).not.toContain('Answer');
  });
});
