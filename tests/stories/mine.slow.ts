import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Player, readOut } from '../../src/rehearsal/player.ts';
import { at, BOARD, messagesAbout, openScene, PLATFORMS, reports, type Scene } from './scene.ts';

/** What somebody sees of everything that is theirs: on a page of their own, or on one card in their chat. */
describe.each(PLATFORMS)('what is mine on %s', (platform) => {
  let scene: Scene;
  const hasHome = platform === 'slack';

  beforeEach(async () => {
    scene = await openScene(platform, { priorities: ['hate-crime', 'preventable-deaths'] });
  });
  afterEach(() => scene.close());

  const opens = async (who: Player) => {
    if (hasHome) await who.opensHome();
    else await scene.writes(who, 'mine');
    await scene.settle();
  };
  const cards = (who: Player) =>
    who
      .messages()
      .filter(
        ({ from, nodes }) => from === 'bot' && /^(Nothing is|\d+ reports?) due from you\n/.test(`${readOut(nodes)}\n`),
      );
  const sees = (who: Player) => (hasHome ? who.home() : readOut(cards(who).at(-1)?.nodes ?? []));
  const presses = (who: Player, label: string) => (hasHome ? who.pressesAtHome(label) : who.presses(label));

  test('it says plainly that nothing is due, and what comes next', async () => {
    const helen = scene.person('helen-tranter');
    await opens(helen);
    expect(sees(helen)).toContain('Nothing is due from you');
    expect(sees(helen)).toContain('Thursday 1 April 2021: you are asked about Quarter 4 (January to March 2021)');
    expect(sees(helen)).toContain('Friday 11 June 2021: the Safer Nottinghamshire Board meets at 10am in County Hall');
    expect(sees(helen)).not.toContain('[Report');
  });

  test('it stays up to date by itself, and nobody is notified', async () => {
    const helen = scene.person('helen-tranter');
    await opens(helen);
    const before = helen.messages().length;
    await scene.advance(at('2021-04-01', 9));
    expect(sees(helen)).toContain('1 report due from you');
    expect(sees(helen)).toContain('Hate crime: due Friday 16 April 2021.');
    expect(helen.messages().length).toBe(before + 1);

    await presses(helen, 'Report on hate crime');
    await helen.closes();
    await scene.settle();
    expect(sees(helen)).toContain(
      'Hate crime: due Friday 16 April 2021. You have begun it, and what you typed is kept.',
    );

    await presses(helen, 'Nothing to report on hate crime');
    await helen.presses('Send nothing to report');
    await helen.closes();
    await scene.settle();
    expect(sees(helen)).toContain('Nothing is due from you');
    expect(sees(helen)).toContain('Hate crime: sent, nothing to report, reference SNB-1');
    const written = (await scene.log()).filter((one) => one.about === 'mine');
    expect(written.filter(({ action }) => action === 'post')).toHaveLength(1);
  });

  test('what becomes late says so the day after it was due', async () => {
    const helen = scene.person('helen-tranter');
    await opens(helen);
    await scene.advance(at('2021-04-16', 23));
    expect(sees(helen)).toContain('Hate crime: due Friday 16 April 2021.');
    await scene.advance(at('2021-04-17', 8));
    expect(sees(helen)).toContain('Hate crime: late, due on Friday 16 April 2021.');
  });

  test('asked for again it stands once, at the end of the conversation', async () => {
    const helen = scene.person('helen-tranter');
    await opens(helen);
    await scene.writes(helen, 'help');
    await opens(helen);
    expect(sees(helen)).toContain('Nothing is due from you');
    if (hasHome) return;
    expect(cards(helen)).toHaveLength(1);
    expect(helen.messages().at(-1)?.id).toBe(cards(helen)[0]?.id);
    await scene.advance(at('2021-04-01', 9));
    expect(cards(helen)).toHaveLength(1);
    expect(sees(helen)).toContain('1 report due from you');
  });

  test('in a channel nobody else sees it', async () => {
    const helen = scene.person('helen-tranter');
    const gordon = scene.person('gordon-mabbutt');
    await helen.commands('mine', BOARD[platform]);
    await scene.settle();
    expect(gordon.reads(BOARD[platform])).not.toContain('due from you');
    if (hasHome) expect(helen.reads(BOARD[platform])).toContain('Nothing is due from you');
    else {
      expect(sees(helen)).toContain('Nothing is due from you');
      expect(helen.reads(BOARD[platform])).toContain('It is in our own conversation, and stays up to date there.');
    }
  });

  test('whoever never opened theirs gets none', async () => {
    await scene.advance(at('2021-04-01', 9));
    await reports(scene.person('helen-tranter'), 'hate crime');
    await scene.settle();
    expect((await scene.log()).filter((one) => one.about === 'mine')).toEqual([]);
  });

  test('a programme manager sees what waits for them too, and a button for all of it', async () => {
    const grace = scene.person('grace-holloway');
    await opens(grace);
    expect(sees(grace)).toContain('Nothing is late, and every message was delivered.');
    await scene.advance(at('2021-04-20', 9));
    expect(sees(grace)).toContain('2 reports late.');
    await presses(grace, 'See how all reports stand');
    await scene.settle();
    expect(grace.dialog() ?? grace.reads()).toContain('Hate crime');
  });

  test('somebody unknown is told whom to ask, and somebody who left sees nothing of theirs', async () => {
    const robin = scene.stranger();
    if (hasHome) {
      await robin.opensHome();
      expect(robin.home()).toContain('This account is not on the register');
    }
    const helen = scene.person('helen-tranter');
    await opens(helen);
    await scene.advance(at('2021-04-01', 9));
    expect(sees(helen)).toContain('Hate crime');
    await scene.imports((register) => {
      const others = ({ personKey }: { personKey: string }) => personKey !== 'helen-tranter';
      register.people = register.people.filter(({ key }) => key !== 'helen-tranter');
      register.accounts = register.accounts.filter(others);
      register.holdings = register.holdings.filter(others);
    });
    await scene.settle();
    const left = hasHome ? helen.home() : helen.reads();
    expect(left).toContain('is not on the register of the Safer Nottinghamshire Board any more');
    expect(cards(helen)).toEqual([]);
    expect(messagesAbout(helen, 'due from you').length).toBe(0);
  });
});
