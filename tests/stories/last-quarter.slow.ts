import { beforeAll, describe, expect, test } from 'vitest';
import type { Player } from '../../src/rehearsal/player.ts';
import { type Answers, at, BOARD, openScene, PLATFORMS, reports, type Scene } from './scene.ts';

const HEADLINE: Answers = {
  board: [
    ['Headline', 'Fewer incidents at the tram stops'],
    ['What you need from the board', 'Nothing'],
  ],
};

/** Two quarters, and a quarter left out between them. */
describe.each(PLATFORMS)('from one quarter to the next on %s', (platform) => {
  let scene: Scene;
  let helen: Player;
  let keith: Player;

  beforeAll(async () => {
    scene = await openScene(platform, { priorities: ['hate-crime', 'preventable-deaths'] });
    helen = scene.person('helen-tranter');
    keith = scene.person('keith-lomas');
    await scene.advance(at('2021-04-06', 10));
    await helen.presses('Report on hate crime');
    await helen.fills([
      ['Rating', 'Green: on track'],
      ['Direction', 'Improving'],
    ]);
    await helen.presses('Save and continue');
    await helen.fills([['What you achieved', 'Opened 12 reporting centres']]);
    await helen.presses('Save and continue');
    await helen.presses('Add another next step');
    await helen.fills([
      ['What you will do', 'Train the volunteers'],
      ['Who will do it', 'Nottingham City Council'],
      ['What you will do', 'Agree a protocol with the tram company'],
    ]);
    await helen.presses('Save and continue');
    await helen.fills([
      ['Headline', 'Fewer incidents at the tram stops'],
      ['What you need from the board', 'Nothing'],
    ]);
    await helen.presses('Save and continue');
    await helen.presses('Send report to the board');
    await helen.closes();
    await reports(keith, 'Preventable Deaths');
    await keith.closes();
    await scene.settle();
    return scene.close;
  });

  test('a first report is asked for no steps of an earlier one', () => {
    // The pages were walked above without any.
    expect(helen.reads()).toContain('Hate crime: Sent, reference SNB-1');
  });

  test('a quarter later the next steps come back, with what the rating was', async () => {
    await scene.advance(at('2021-07-02', 10));
    await helen.presses('Report on hate crime');
    const said = helen.dialog();
    expect(said).toContain('Last time: Green: on track.');
    expect(said).toContain('You said: Train the volunteers');
    expect(said).toContain('Who: Nottingham City Council');
    expect(said).toContain('You said: Agree a protocol with the tram company');
    expect(said).not.toContain('Add another');
    await helen.presses('Save and continue');
    // One client says so itself, and the other leaves it to the program.
    expect(helen.dialog()).toMatch(/Select what became of it|complete this required field/);
    await helen.fills([
      ['What became of it', 'Done'],
      ['What became of it', 'Carried on'],
    ]);
    await helen.presses('Save and continue');
    expect(helen.dialog()).toContain('Page 2 of 5');
  });

  test('what is carried on is offered as a next step, and what turns out to be done is not', async () => {
    await helen.fills([
      ['Rating', 'Amber: some concerns'],
      ['Reason for the rating', 'Two centres closed'],
      ['Direction', 'Worsening'],
    ]);
    await helen.presses('Save and continue');
    await helen.fills([['What you achieved', 'Opened 12 reporting centres.']]);
    await helen.presses('Save and continue');
    const steps = helen.inputs().filter(({ label }) => label === 'What you will do');
    expect(steps.map(({ value }) => value)).toEqual(['Agree a protocol with the tram company']);
    await helen.presses('Save and continue');
    await helen.fills(HEADLINE.board!);
    await helen.presses('Save and continue');
    expect(helen.dialog()).toContain('Carried on');
    await helen.presses('Send report to the board');
    expect(helen.dialog()).toContain('Report on hate crime sent');
    await helen.closes();
  });

  test('the board sees what was done, what the rating was, and what it has read before', async () => {
    await scene.advance(at('2021-07-15', 9));
    const said = scene.person('edith-carrow').reads(BOARD[platform]);
    expect(said).toContain('Amber: some concerns, was Green: on track');
    expect(said).toContain('last time: Green: on track; 1 of 2 next steps done. Fewer incidents at the tram stops');
    expect(said).toContain('Headline unchanged since Quarter 4.');
    const gordon = scene.person('gordon-mabbutt');
    await gordon.presses('Read hate crime report');
    const report = gordon.dialog();
    expect(report).toContain('Rating last time: Green: on track');
    expect(report).toContain('1 of 2 next steps done.');
    expect(report).toContain('What became of it: Carried on');
    expect(report).toContain('Opened 12 reporting centres. (unchanged since Quarter 4)');
    await gordon.presses('Quarter 4 (January to March 2021)');
    expect(gordon.dialog()).toContain('Green: on track');
    await gordon.closes();
  });

  test('where a quarter was left out, the last report is looked at, and its quarter is named', async () => {
    await scene.advance(at('2021-10-04', 10));
    await keith.presses('Report on Preventable Deaths');
    expect(keith.dialog()).toContain('In Quarter 4: Green: on track.');
    expect(keith.dialog()).toContain('You said: Train the volunteers');
    await keith.closes();
    await reports(keith, 'Preventable Deaths');
    await keith.closes();
    await scene.advance(at('2021-10-18', 10));
    expect(scene.person('edith-carrow').reads(BOARD[platform])).toContain('in Quarter 4: Green: on track');
  });
});
