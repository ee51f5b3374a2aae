import { beforeAll, describe, expect, test } from 'vitest';
import { at, fillsIn, openScene, PLATFORMS, type Scene } from './scene.ts';

describe.each(PLATFORMS)('what may point to one person, on %s', (platform) => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await openScene(platform, { priorities: ['hate-crime'] });
    await scene.advance(at('2021-04-01', 9));
    return scene.close;
  });

  test('is shown before it is sent; changed in part, the rest goes on with a reason that outlives a restart', async () => {
    const helen = scene.person('helen-tranter');
    await helen.presses('Report on hate crime');
    await fillsIn(helen, {
      achieved: [['What you achieved', 'Visited the shop at NG99 9ZZ']],
      next: [['What you will do', 'Thank Mrs Kaur on stage']],
      board: [
        ['Headline', 'A visit'],
        ['What you need from the board', 'Nothing'],
      ],
    });
    await helen.presses('Send report to the board');
    expect(helen.dialog()).toContain('Not sent yet. Something you wrote may point to one person.');
    expect(helen.dialog()).toContain('Full postcode: “NG99 9ZZ”');
    expect(helen.dialog()).toContain('Title and surname: “Mrs Kaur”');

    await helen.presses('Send report to the board');
    // Slack says in its own words that something has to be selected.
    expect(helen.dialog()).toContain('Before you send');

    await helen.presses('Change what you achieved');
    expect(helen.inputs().find(({ label }) => label === 'What you achieved')?.value).toBe(
      'Visited the shop at NG99 9ZZ',
    );
    await helen.fills([['What you achieved', 'Visited the shop in Bulwell ward']]);
    await helen.presses('Save and continue');
    await helen.presses('Send report to the board');
    expect(helen.dialog()).not.toContain('NG99 9ZZ');
    await helen.fills([['Why it has to stay', 'The person has agreed']]);
    await scene.restart();
    await helen.presses('Send report to the board');
    expect(helen.dialog()).toContain('Your reference is SNB-1,');
    await helen.closes();
    await scene.settle();
    expect(helen.reads()).toContain('Sent, reference SNB-1');
  });

  test('is not lost while the database is away: the reason stands there, and sending again does the work once', async () => {
    const helen = scene.person('helen-tranter');
    await helen.presses('Change the report on hate crime');
    await helen.presses('Change what happens next');
    await helen.fills([['What you will do', 'Thank Mrs Kaur and Mr Hollins on stage']]);
    await helen.presses('Save and continue');
    await helen.presses('Send report to the board');
    await helen.fills([['Why it has to stay', 'The person has agreed']]);
    await scene.withoutDatabase(async () => {
      await helen.presses('Send report to the board');
      expect(helen.dialog()).toContain('Not confirmed yet. Send again');
      expect(helen.inputs().find(({ label }) => label === 'Why it has to stay')?.value).toBe('agreed');
    });
    await helen.presses('Send report to the board');
    expect(helen.dialog()).toContain('This is version 2.');
    const events = await scene.database.read(scene.partnershipId, (reader) => reader.events.newest(200));
    const kept = events.filter(({ what }) => what === 'safe-writing.overridden');
    expect(kept.map(({ by, detail }) => [by, detail])).toEqual(
      [2, 1].map(() => ['helen-tranter', { form: 'report', kinds: ['courtesyTitle'], reasons: ['agreed'] }]),
    );
  });
});
