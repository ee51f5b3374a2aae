import { beforeAll, describe, expect, test } from 'vitest';
import type { Player } from '../../src/rehearsal/player.ts';
import { secondManager } from '../support/register.ts';
import { at, BOARD, leaves, looks, messagesAbout, openScene, PLATFORMS, reports, type Scene } from './scene.ts';

/** What happens around a digest, told in order: each story goes on where the one before it stopped. */
describe.each(PLATFORMS)('around the digest on %s', (platform) => {
  let scene: Scene;
  let grace: Player;
  let helen: Player;
  let keith: Player;
  const channel = BOARD[platform];
  const edith = () => scene.person('edith-carrow');
  const board = () => edith().reads(channel);
  const digests = () => edith().messages(channel);

  beforeAll(async () => {
    const assignments = secondManager().assignments;
    scene = await openScene(platform, { register: (register) => Object.assign(register, { assignments }) });
    grace = scene.person('grace-holloway');
    helen = scene.person('helen-tranter');
    keith = scene.person('keith-lomas');
    await scene.advance(at('2021-04-06', 10));
    await reports(helen, 'hate crime');
    await helen.closes();
    await scene.settle();
    return scene.close;
  });

  test('the programme manager holds the digest back, with a reason', async () => {
    await scene.advance(at('2021-04-15', 10));
    expect(await looks(scene, grace, 'digest', 'See the preview')).toContain('channels get it on Monday 19 April 2021');
    await grace.presses('Hold it back');
    await grace.fills([['Why it is held back', 'Two figures are being checked']]);
    await grace.presses('Save and continue');
    await grace.presses('Hold it back');
    expect(grace.dialog()).toContain('The digest is not posted until you let it go');
    await leaves(grace);
  });

  test('when it would have gone out nothing is posted, and the programme managers are told', async () => {
    await scene.advance(at('2021-04-20', 10));
    expect(digests()).toEqual([]);
    for (const key of ['grace-holloway', 'nadia-wren'])
      expect(messagesAbout(scene.person(key), 'is held back')).toHaveLength(1);
    expect(scene.person('nadia-wren').reads()).toContain('Two figures are being checked');
  });

  test('another programme manager lets it go: it is posted, and the first sees by whom', async () => {
    await scene.person('nadia-wren').presses('Let it go');
    await scene.settle();
    expect(digests().map(({ summary }) => summary)).toEqual([
      'Quarter 4 (January to March 2021): 1 of 11 priorities reported',
    ]);
    await grace.presses('Let it go');
    expect(grace.reads()).toContain('posted already: Nadia Wren');
  });

  test('a late report brings it up to date in place and says so, and calls nobody again', async () => {
    await scene.advance(at('2021-04-21', 10));
    await reports(keith, 'Preventable Deaths');
    await keith.closes();
    await scene.settle();
    expect(digests().map(({ summary, edited }) => [summary, edited])).toEqual([
      ['Quarter 4 (January to March 2021): 2 of 11 priorities reported', true],
    ]);
    expect(board()).toContain('Brought up to date on 21 April 2021: Preventable Deaths reported');
  });

  test('a correction says so too, on a line of its own day', async () => {
    await scene.advance(at('2021-04-22', 10));
    await helen.presses('Change the report on hate crime');
    await helen.presses('Change headline and what you need');
    await helen.fills([['Headline', 'Fourteen new reporting centres']]);
    await helen.presses('Save and continue');
    await helen.presses('Send report to the board');
    await helen.closes();
    await scene.settle();
    expect(digests()).toHaveLength(1);
    expect(board()).toContain('Brought up to date on 21 April 2021: Preventable Deaths reported');
    expect(board()).toContain('Brought up to date on 22 April 2021: Hate crime corrected');
  });

  test('posted anew it is a new message, and the one before says where to look', async () => {
    await looks(scene, grace, 'digest', 'See the preview');
    await grace.presses('Post it anew');
    expect(grace.dialog()).toContain('The digest is being posted');
    await leaves(grace);
    await scene.settle();
    expect(digests()).toHaveLength(2);
    expect(digests()[0]?.summary).toBe('A newer digest was posted on 22 April 2021.');
    expect(board()).toContain('This replaces the digest of 20 April 2021.');
    expect(board()).not.toContain('Brought up to date');
  });

  test('from then on the newer one is brought up to date', async () => {
    await scene.advance(at('2021-04-23', 10));
    await reports(scene.person('owen-brightwell'), 'Prevent');
    await scene.person('owen-brightwell').closes();
    await scene.settle();
    expect(digests().map(({ summary }) => summary)).toEqual([
      'A newer digest was posted on 22 April 2021.',
      'Quarter 4 (January to March 2021): 3 of 11 priorities reported',
    ]);
    expect(board()).toContain('Brought up to date on 23 April 2021: Prevent reported');
  });

  test('a board member reads a report and its earlier version by its words', async () => {
    const gordon = scene.person('gordon-mabbutt');
    expect(await looks(scene, gordon, 'report hate crime', 'Read hate crime report')).toContain(
      'Fourteen new reporting centres',
    );
    await gordon.presses('Version 1, sent 6 April 2021');
    expect(gordon.dialog()).toContain('Twelve new reporting centres');
    expect(gordon.dialog()).toContain('Version 2, sent 22 April 2021');
    await leaves(gordon);
  });
});

describe('a board on both platforms', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await openScene('slack', { asPublished: true });
    return scene.close;
  });
  /** Of the board's channels, by somebody who is in each. */
  const shown = () => [
    scene.person('edith-carrow', 'slack').messages(BOARD.slack),
    scene.person('keith-lomas', 'teams').messages(BOARD.teams),
  ];

  test('the digest is posted once in each channel, and stays the same in both', async () => {
    await scene.advance(at('2021-04-19', 10));
    const keith = scene.person('keith-lomas', 'teams');
    await reports(keith, 'Preventable Deaths');
    await keith.closes();
    await scene.settle();
    for (const digests of shown()) {
      expect(digests.map(({ summary, edited }) => [summary, edited])).toEqual([
        ['Quarter 4 (January to March 2021): 1 of 11 priorities reported', true],
      ]);
      expect(JSON.stringify(digests[0]?.nodes)).toContain(
        'Brought up to date on 19 April 2021: Preventable Deaths reported',
      );
    }
  });
});
