import { beforeAll, describe, expect, test } from 'vitest';
import type { Player } from '../../src/rehearsal/player.ts';
import { readOut } from '../../src/rehearsal/player.ts';
import { BOARD, openScene, PLATFORMS, type Scene } from './scene.ts';

/** What people ask the bot, in their own conversation and in a channel. */
describe.each(PLATFORMS)('asking on %s', (platform) => {
  let scene: Scene;
  const channel = BOARD[platform];

  beforeAll(async () => {
    scene = await openScene(platform);
    return scene.close;
  });

  /** The newest thing that the bot said to this person, wherever. */
  const lastWords = (who: Player, place?: string) => {
    const said = who.messages(place).filter(({ from }) => from === 'bot');
    return said.length > 0 ? readOut(said.at(-1)!.nodes) : '';
  };
  const asks = async (who: Player, words: string, place?: string) => {
    await who.commands(words, place);
    await scene.settle();
  };

  test('“priorities” tells every priority by theme, who leads it and since when', async () => {
    const edith = scene.person('edith-carrow');
    await asks(edith, 'priorities');
    const said = lastWords(edith);
    expect(said).toContain('11 priorities');
    for (const theme of ['Vulnerability', 'Cohesion', 'Crime & Harm Prevention']) expect(said).toContain(theme);
    expect(said).toContain(
      'Modern slavery: Marian Oakes, Chief Executive, Gedling Borough Council (since the March 2021 refresh)',
    );
    expect(said.match(/^• /gm)).toHaveLength(11);
  });

  test('“who violence” finds the priority by its other name', async () => {
    const edith = scene.person('edith-carrow');
    await asks(edith, 'who violence');
    const said = lastWords(edith);
    expect(said).toContain('Serious Violence');
    expect(said).toContain(
      'Samir Haddad, Head of the Nottingham City and Nottinghamshire Violence Reduction Unit, since the March 2021 refresh',
    );
    expect(said).toContain('Deputy: Miriam Sadler');
  });

  test('“who” with a slip of the pen offers what may be meant, as a button that answers', async () => {
    const edith = scene.person('edith-carrow');
    await asks(edith, 'who hate crmie');
    if (!lastWords(edith).includes('Helen Tranter')) {
      await edith.presses('Who leads on hate crime');
      await scene.settle();
    }
    expect(lastWords(edith)).toContain('Helen Tranter, Chief Executive, Broxtowe Borough Council');
  });

  test('a priority that nobody leads says so', async () => {
    await scene.imports((register) => {
      const own = register.assignments.find(({ role, subjectKey }) => role === 'lead' && subjectKey === 'prevent')!;
      own.to = '2021-03-30';
    });
    const edith = scene.person('edith-carrow');
    await asks(edith, 'who prevent');
    expect(lastWords(edith)).toContain('No lead agreed');
    await asks(edith, 'priorities');
    expect(lastWords(edith)).toContain('11 priorities, 1 with no lead agreed');
    expect(lastWords(edith)).toContain('Prevent: No lead agreed');
  });

  test('“help” tells only what this person may do', async () => {
    const [edith, grace, keith] = [
      scene.person('edith-carrow'),
      scene.person('grace-holloway'),
      scene.person('keith-lomas'),
    ];
    for (const who of [edith, grace, keith]) await asks(who, 'help');
    const [chair, manager, lead] = [edith, grace, keith].map((who) => lastWords(who)) as [string, string, string];
    for (const said of [chair, manager, lead]) expect(said).toMatch(/• who .*\n?/);
    expect(lead).toContain('• report hate crime: send or change the report');
    expect(chair).toContain('• read report hate crime: read the newest report');
    expect(chair).not.toContain('• snooze');
    expect(manager).toContain('• digest: see the digest as the board would get it now');
    for (const said of [chair, lead]) expect(said).not.toMatch(/• (digest|status|chase|pause)/);
  });

  test('an answer meant for one person is seen by nobody else in a channel', async () => {
    const [edith, gordon] = [scene.person('edith-carrow'), scene.person('gordon-mabbutt')];
    const before = edith.messages().length;
    await asks(edith, 'who hate crime', channel);
    await asks(edith, 'priorities', channel);
    await asks(edith, 'help', channel);
    if (platform === 'slack') {
      const shown = edith.messages(channel).filter(({ from }) => from === 'bot');
      expect(shown.map(({ ephemeral }) => ephemeral)).toEqual([true, true, true]);
      expect(edith.reads(channel)).toContain('Helen Tranter');
      expect(gordon.messages(channel).filter(({ from }) => from === 'bot')).toEqual([]);
      expect(edith.messages()).toHaveLength(before);
    } else {
      const shown = gordon.messages(channel).filter(({ from }) => from === 'bot');
      expect(shown.map(({ nodes }) => readOut(nodes))).toEqual(
        Array.from({ length: 3 }, () => 'I have answered you in our chat.'),
      );
      const own = edith.messages().slice(before);
      expect(own).toHaveLength(3);
      expect(own.map(({ nodes }) => readOut(nodes)).join('\n')).toContain('Helen Tranter');
    }
  });

  test('a mention in a channel is understood like a command', async () => {
    const edith = scene.person('edith-carrow');
    const place = edith.conversation(channel)!.id;
    const before = edith.messages(platform === 'slack' ? channel : undefined).length;
    await scene.standIn.act(edith.accountId, { kind: 'say', conversation: place, text: '@Golden Thread who ASB?' });
    await scene.settle();
    const after = edith.messages(platform === 'slack' ? channel : undefined).slice(before);
    expect(after.map(({ nodes }) => readOut(nodes)).join('\n')).toContain('Joan Pickersgill');
    // What is not for the bot, it leaves alone.
    const seen = edith.messages(channel).length;
    await scene.standIn.act(edith.accountId, { kind: 'say', conversation: place, text: 'who wants tea?' });
    await scene.settle();
    expect(edith.messages(channel)).toHaveLength(seen + 1);
  });

  test('a plain message is understood as a command', async () => {
    const edith = scene.person('edith-carrow');
    await scene.writes(edith, 'Who leads on modern slavery?');
    await scene.settle();
    expect(lastWords(edith)).toContain('Marian Oakes');
  });

  test('words that mean nothing are answered with what may be meant, as they were typed', async () => {
    const edith = scene.person('edith-carrow');
    await scene.writes(edith, 'prioritis');
    expect(lastWords(edith)).toContain('There is no command “prioritis”. Did you mean this?');
    await edith.presses('priorities');
    await scene.settle();
    expect(lastWords(edith)).toContain('11 priorities');
    await scene.writes(edith, '*bold* <!channel> @everyone');
    expect(lastWords(edith)).toContain('There is no command “*bold* <!channel> @everyone”.');
  });

  test('somebody unknown is told kindly whom to ask, in direct and in a channel', async () => {
    const robin = scene.stranger();
    await asks(robin, 'priorities');
    const said = lastWords(robin);
    expect(said).toContain('This account is not on the register of the Safer Nottinghamshire Board yet.');
    expect(said).toContain(
      'Ask the programme manager, Grace Holloway (grace.holloway@nottscounty.example), to add you.',
    );
    expect(said).not.toContain('Marian Oakes');

    const before = robin.messages().length;
    await asks(robin, 'who violence', channel);
    if (platform === 'slack') {
      expect(robin.messages(channel).at(-1)).toMatchObject({ ephemeral: true });
      expect(lastWords(robin, channel)).toContain('Grace Holloway');
    } else {
      expect(lastWords(robin, channel)).toBe('I have answered you in our chat.');
      expect(robin.messages().length).toBe(before + 1);
    }
    expect(robin.reads() + robin.reads(channel)).not.toContain('Samir Haddad');
  });

  test('somebody who is not the programme manager is told that the preview is not theirs', async () => {
    const keith = scene.person('keith-lomas');
    await asks(keith, 'digest');
    expect(lastWords(keith)).toContain('“digest” is not yours to use at present. If it should be, ask Grace Holloway');
    const grace = scene.person('grace-holloway');
    await asks(grace, 'digest');
    expect(lastWords(grace)).toContain('No period has opened yet.');
  });
});
