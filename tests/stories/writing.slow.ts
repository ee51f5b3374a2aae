import { beforeAll, describe, expect, test } from 'vitest';
import { assignmentsOf } from '../../src/partnership/responsibility.ts';
import type { Player } from '../../src/rehearsal/player.ts';
import { at, BOARD, fillsIn, messagesAbout, openScene, PLATFORMS, type Scene } from './scene.ts';

/** What becomes of what people write: over a restart, an error, an outage, a change of lead, a second press. */
describe.each(PLATFORMS)('writing a report on %s', (platform) => {
  let scene: Scene;
  const value = (who: Player, label: string) => who.inputs().find((input) => input.label === label)?.value;

  beforeAll(async () => {
    scene = await openScene(platform);
    await scene.advance(at('2021-04-06', 10));
    return scene.close;
  });

  test('a draft goes on after the program was stopped and started, with the dialog still open', async () => {
    const tom = scene.person('tom-ashdown');
    await tom.presses('Report on Young People at risk of offending and/or criminal exploitation');
    await tom.fills([
      ['Rating', 'Green: on track'],
      ['Direction', 'Improving'],
    ]);
    await tom.presses('Save and continue');
    await tom.fills([['What you achieved', 'A weekly panel']]);
    await scene.restart();
    await tom.presses('Save and continue');
    expect(tom.dialog()).toContain('What happens next');
    await tom.closes();
    await scene.restart();
    await tom.presses('Report on Young People at risk of offending and/or criminal exploitation');
    // It opens where something is still to do.
    expect(tom.dialog()).toContain('What happens next');
    await tom.presses('Back');
    expect(value(tom, 'What you achieved')).toBe('A weekly panel');
    await tom.closes();
  });

  test('closing the dialog loses nothing that was typed, or at most the page that was not saved, which it says', async () => {
    const joan = scene.person('joan-pickersgill');
    await joan.presses('Report on Antisocial Behaviour');
    await joan.fills([
      ['Rating', 'Amber: some concerns'],
      ['Reason for the rating', 'Complaints rose'],
      ['Direction', 'Worsening'],
    ]);
    await joan.presses('Save and continue');
    await joan.fills([['What you achieved', 'One way to record complaints']]);
    if (platform === 'teams') expect(joan.dialog()).toContain('Closing this window loses what you typed on this page.');
    else expect(joan.dialog()).not.toContain('loses');
    await joan.closes();
    await joan.presses('Report on Antisocial Behaviour');
    // It opens at the first page that needs something.
    if (platform === 'slack') await joan.presses('Back');
    expect(value(joan, 'What you achieved')).toBe(platform === 'slack' ? 'One way to record complaints' : '');
    await joan.presses('Back');
    expect(value(joan, 'Reason for the rating (optional)')).toBe('Complaints rose');
    await joan.closes();
  });

  test('an error keeps what was typed, the right and the wrong, and stands at its field', async () => {
    const samir = scene.person('samir-haddad');
    await samir.presses('Report on Serious Violence');
    await samir.fills([
      ['Rating', 'Red: off track'],
      ['Reason for the rating', 'x'.repeat(301)],
      ['Direction', 'Worsening'],
    ]);
    await samir.presses('Save and continue');
    const errors = () => samir.inputs().flatMap(({ label, error }) => (error ? [[label, error]] : []));
    const atField = (label: string, words: string) => {
      if (platform === 'slack' && errors().length === 0) return expect(samir.dialog()).toContain(`Error: ${words}`);
      return expect(errors()).toEqual([[label, words]]);
    };
    atField('Reason for the rating (optional)', 'Reason for the rating must be 300 characters or less');
    expect(value(samir, 'Reason for the rating (optional)')).toBe('x'.repeat(301));
    expect(value(samir, 'Rating')).toBe('red');

    await samir.fills([['Reason for the rating', '']]);
    await samir.presses('Save and continue');
    atField('Reason for the rating (optional)', 'Enter the reason for the rating');
    expect(value(samir, 'Rating')).toBe('red');
    expect(value(samir, 'Direction')).toBe('worsening');

    await samir.fills([['Reason for the rating', 'Outreach is funded to June only']]);
    await samir.presses('Save and continue');
    expect(samir.dialog()).toContain('What you achieved in this period');
    await samir.closes();
  });

  test('a form that is sent twice is sent once', async () => {
    const helen = scene.person('helen-tranter');
    await helen.presses('Report on hate crime');
    await fillsIn(helen);
    // A second press while the first is on its way, as people do.
    const screen = scene.standIn.screen(helen.accountId).dialog;
    const button = screen?.nodes.find((node) => node.kind === 'button' && node.label === 'Send report to the board');
    const send = () =>
      platform === 'slack'
        ? scene.standIn.act(helen.accountId, { kind: 'submit' })
        : scene.standIn.act(helen.accountId, { kind: 'pressInDialog', button: (button as { id: string }).id });
    await Promise.all([send(), send()]);
    expect(helen.dialog()).toContain('Your reference is SNB-');
    await helen.closes();
    await scene.settle();
    expect(messagesAbout(helen, 'Report on hate crime')).toEqual([
      expect.stringMatching(/^Report on hate crime sent, reference SNB-\d+$/),
    ]);
    expect((await scene.log()).filter(({ about }) => about === 'report.sent')).toHaveLength(1);
  });

  test('the database is away while a form is sent: the text stays, and sending again does the work once', async () => {
    const marian = scene.person('marian-oakes');
    await marian.presses('Report on modern slavery');
    await marian.fills([
      ['Rating', 'Green: on track'],
      ['Direction', 'Improving'],
    ]);
    await scene.withoutDatabase(async () => {
      await marian.presses('Save and continue');
      expect(marian.dialog()).toContain('Not confirmed yet. Send again');
      expect(value(marian, 'Rating')).toBe('green');
      expect(value(marian, 'Direction')).toBe('improving');
    });
    await marian.presses('Save and continue');
    await marian.fills([['What you achieved', 'One referral pathway']]);
    await marian.presses('Save and continue');
    await marian.fills([['What you will do', 'Agree a protocol']]);
    await marian.presses('Save and continue');
    await marian.fills([['What you need from the board', 'Nothing']]);
    await marian.presses('Save and continue');
    await scene.withoutDatabase(async () => {
      await marian.presses('Send report to the board');
      expect(marian.dialog()).toContain('Not confirmed yet. Send again');
      expect(marian.dialog()).toContain('Your answers are kept.');
    });
    await marian.presses('Send report to the board');
    expect(marian.dialog()).toContain('Your reference is SNB-');
    await marian.closes();
    await scene.settle();
    expect(messagesAbout(marian, 'Report on modern slavery')).toHaveLength(1);
    expect(marian.reads()).toContain('Modern slavery: Sent, reference SNB-');
  });

  test('the lead changed while the form was open: it is not sent, and what was written is still there', async () => {
    const alan = scene.person('alan-whitcombe');
    await alan.presses('Report on Serious and Acquisitive Crime');
    await fillsIn(alan, { achieved: [['What you achieved', 'Burglary fell fastest where partners worked together']] });
    await scene.imports((register) => {
      const post = register.posts.find(({ key }) => key === 'chief-constable')!;
      const own = register.assignments.find(
        ({ role, subjectKey }) => role === 'lead' && subjectKey === 'serious-and-acquisitive-crime',
      )!;
      expect(assignmentsOf(register, { key: 'alan-whitcombe' }, '2021-04-06')).toContain(own);
      expect(own.holderKey).toBe(post.key);
      own.to = '2021-04-05';
      register.assignments.push({
        ...own,
        key: `${own.key}/next`,
        holderKey: 'chief-fire-officer',
        from: '2021-04-06',
        to: null,
      });
    });
    await alan.presses('Send report to the board');
    const said = alan.dialog();
    expect(said).toContain('Not yours to send');
    expect(said).toContain('Only Gordon Mabbutt can send the report on Serious and Acquisitive Crime today.');
    expect(said).toContain('If that is not right, ask Grace Holloway.');
    expect(said).toContain('Burglary fell fastest where partners worked together');
    await alan.closes();
    await scene.settle();
    expect(messagesAbout(alan, 'reference')).toEqual([]);

    const gordon = scene.person('gordon-mabbutt');
    await gordon.commands('report serious and acquisitive crime');
    if (platform === 'teams') await gordon.presses('Open progress report');
    expect(gordon.dialog()).toContain('Serious and Acquisitive Crime');
    expect(gordon.dialog()).not.toContain('Burglary');
    await gordon.closes();
  });

  test('a report that somebody else sent meanwhile is corrected, and the confirmation says whose it was', async () => {
    await scene.imports((register) => {
      const own = register.assignments.find(
        ({ role, subjectKey }) => role === 'lead' && subjectKey === 'reducing-reoffending',
      )!;
      register.assignments.push({
        ...own,
        key: `${own.key}/second`,
        holderKind: 'person',
        holderKey: 'daniel-ferris',
        from: '2021-04-06',
      });
    });
    const [frances, daniel] = [scene.person('frances-adeyemi'), scene.person('daniel-ferris')];
    await frances.presses('Report on reducing reoffending');
    await fillsIn(frances);
    await daniel.commands('report reducing reoffending');
    if (platform === 'teams') await daniel.presses('Open progress report');
    await fillsIn(daniel, {
      board: [
        ['Headline', 'Somebody was faster'],
        ['What you need from the board', 'Nothing'],
      ],
    });
    await daniel.presses('Send report to the board');
    await daniel.closes();
    await frances.presses('Send report to the board');
    expect(frances.dialog()).toContain('Report on reducing reoffending corrected');
    expect(frances.dialog()).toContain('It follows a report that Daniel Ferris sent while you were writing.');
    expect(frances.dialog()).toContain('What changed: headline.');
    await frances.closes();
    await scene.settle();
    expect(messagesAbout(daniel, 'Frances Adeyemi corrected')).toHaveLength(1);
  });

  test('somebody who neither leads nor supports it gets no form, but what there is to read', async () => {
    const nadia = scene.person('nadia-wren');
    await nadia.commands('report Antisocial Behaviour');
    expect(nadia.dialog() ?? nadia.reads()).toContain('No report on Antisocial Behaviour has been sent yet.');
    if (nadia.dialog()) await nadia.closes();
  });

  test('nothing of any of it is in the channel before the digest', () => {
    expect(scene.person('edith-carrow').messages(BOARD[platform])).toEqual([]);
  });

  test('the period that a form was opened in is the one it is sent for, though midnight passes meanwhile', async () => {
    const keith = scene.person('keith-lomas');
    await scene.advance(at('2021-04-16', 23, 58));
    await keith.presses('Report on Preventable Deaths');
    await scene.advance(at('2021-04-17', 0, 5));
    await fillsIn(keith);
    await keith.presses('Send report to the board');
    expect(keith.dialog()).toContain('for Quarter 4 (January to March 2021)');
    expect(keith.dialog()).toContain('marked as sent late');
    await keith.closes();
  });
});
