import { beforeAll, describe, expect, test } from 'vitest';
import { type Player, readOut } from '../../src/rehearsal/player.ts';
import { at, BOARD, looks, messagesAbout, openScene, PLATFORMS, reports, type Scene } from './scene.ts';

/** Everything that some client somewhere interprets: mentions, markup of four kinds, links, dates, direction, emoji. */
const LINE =
  '<!channel> <@U0000000001> @everyone @here <at>Golden Thread</at> **bold** _it_ *b* ~s~ `code` [a](https://example.org) ' +
  '<b>html</b><script>x</script> &amp; &lt; :smile: 👩‍👩‍👧‍👦 🇬🇧 مرحبا שלום \u202eabc\u202c {{DATE(2021-01-01T00:00:00Z,SHORT)}} "q" \'q\' \\ # $&';
const LINES = `${LINE}\n- item\n> quote\n# heading`;

/** So many characters of it, as a program counts them. No character is cut in two. */
function fill(limit: number, of = LINES): string {
  const points = [...`${of} `.repeat(Math.ceil(limit / of.length) + 1)];
  let text = '';
  for (const point of points) if (text.length + point.length < limit) text += point;
  return text.trimEnd().padEnd(limit, '.');
}

describe.each(PLATFORMS)('reading on %s', (platform) => {
  let scene: Scene;
  let owen: Player;
  const channel = BOARD[platform];
  const typed = {
    reason: fill(300),
    achieved: [fill(1_500), fill(1_499)],
    difference: [fill(1_498), fill(1_497)],
    next: fill(500),
    who: fill(100, LINE),
    headline: fill(140, LINE),
    ask: fill(499),
    risk: fill(498),
    action: fill(497),
    moneyNote: fill(496),
    goodPractice: fill(1_496),
  };
  const all = Object.values(typed).flat();

  beforeAll(async () => {
    scene = await openScene(platform);
    owen = scene.person('owen-brightwell');
    await scene.advance(at('2021-04-06', 10));
    await reports(scene.person('helen-tranter'), 'hate crime');
    await scene.person('helen-tranter').closes();
    return scene.close;
  });

  test('3,000 characters in every field of a page are kept, and said to be too many at each', async () => {
    const keith = scene.person('keith-lomas');
    const long = fill(3_000);
    await keith.presses('Report on Preventable Deaths');
    await keith.fills([
      ['Rating', 'Green: on track'],
      ['Reason for the rating', long],
      ['Direction', 'Improving'],
    ]);
    await keith.presses('Save and continue');
    expect(keith.reads() + keith.dialog()).not.toContain('trouble');
    const kept = () => keith.inputs().map(({ value }) => value);
    expect(kept()).toContain(long);
    await keith.fills([['Reason for the rating', '']]);
    await keith.presses('Save and continue');
    await keith.presses('Add another achievement');
    await keith.fills([
      ['What you achieved', long],
      ['What difference it made', long],
      ['What you achieved', long],
      ['What difference it made', long],
    ]);
    await keith.presses('Save and continue');
    expect(kept()).toEqual([long, long, long, long]);
    const errors = keith.inputs().map(({ error }) => error);
    const said = platform === 'slack' ? (keith.dialog() ?? '').match(/must be 1,500 characters or less/g) : errors;
    expect(said).toHaveLength(4);
    await keith.closes();
  });

  test('whatever was typed is shown as it was typed when checking the answers', async () => {
    await owen.presses('Report on Prevent');
    await owen.fills([
      ['Rating', 'Red: off track'],
      ['Reason for the rating', typed.reason],
      ['Direction', 'Worsening'],
    ]);
    await owen.presses('Save and continue');
    await owen.presses('Add another achievement');
    await owen.fills([
      ['What you achieved', typed.achieved[0]!],
      ['What difference it made', typed.difference[0]!],
      ['What you achieved', typed.achieved[1]!],
      ['What difference it made', typed.difference[1]!],
    ]);
    await owen.presses('Save and continue');
    await owen.fills([
      ['What you will do', typed.next],
      ['Who will do it', typed.who],
      ['Date it will be done by', '2021-06-30'],
    ]);
    await owen.presses('Save and continue');
    await owen.fills([
      ['Headline', typed.headline],
      ['What you need from the board', 'To make a decision'],
      ['What you ask the board', typed.ask],
    ]);
    await owen.presses('Save and continue');
    await owen.presses('Add risks and blockages');
    await owen.fills([
      ['Risk or blockage', typed.risk],
      ['What is being done about it', typed.action],
    ]);
    await owen.presses('Save and continue');
    await owen.presses('Add money');
    await owen.fills([
      ['Budget', '£12,500'],
      ['About the money', typed.moneyNote],
    ]);
    await owen.presses('Save and continue');
    await owen.presses('Add good practice');
    await owen.fills([['Good practice to share', typed.goodPractice]]);
    await owen.presses('Save and continue');
    const said = owen.dialog();
    expect(said).toContain('Check your answers');
    for (const text of all) expect(said).toContain(text);
  });

  test('a correction starts with what was sent, character for character', async () => {
    await owen.presses('Send report to the board');
    expect(owen.dialog()).toContain('Report on Prevent sent');
    await owen.closes();
    await scene.settle();
    await owen.presses('Change the report on Prevent');
    for (const text of all) expect(owen.dialog()).toContain(text);
    await owen.closes();
  });

  test('the digest shows it as it was typed, and rings nobody’s bell with it', async () => {
    await scene.advance(at('2021-04-19', 9));
    const [digest] = scene.person('edith-carrow').messages(channel);
    expect(digest?.summary).toBe('Quarter 4 (January to March 2021): 2 of 11 priorities reported');
    const said = readOut(digest!.nodes);
    expect(said).toContain(`Red: off track; direction: worsening. ${typed.headline}`);
    expect(said).toContain(typed.ask);
    const told = [...scene.person('edith-carrow').messages(channel), ...owen.messages()];
    for (const { summary } of told) expect(summary).not.toMatch(/channel>|everyone|bold/);
    for (const { body } of scene.standIn.calls) expect(interpretedIn(body)).toEqual([]);
  });

  test('a board member opens a report from the digest, and reads all of it as it was typed', async () => {
    const gordon = scene.person('gordon-mabbutt');
    await gordon.presses('Read Prevent report');
    const said = gordon.dialog();
    expect(said).toContain('Sent by: Owen Brightwell');
    expect(said).toContain('Red: off track');
    expect(said).toContain('By: 30 June 2021');
    expect(said).toContain('Budget: £12,500');
    for (const text of all) expect(said).toContain(text);
    await gordon.closes();
    // Nobody else is shown anything.
    expect(scene.person('edith-carrow').messages(channel)).toHaveLength(1);
  });

  test('somebody who may not read it is told so kindly, and sees none of it', async () => {
    for (const who of [scene.person('jamie-thorpe'), scene.stranger()]) {
      await who.presses('Read hate crime report');
      const said = who.dialog() ?? who.reads(channel);
      expect(said).toMatch(/not yours to use at present|not on the register/);
      expect(said).toContain('Grace Holloway');
      expect(who.dialog() ?? '').not.toContain('reporting centres');
      if (who.dialog()) await who.closes();
    }
    expect(scene.person('edith-carrow').messages(channel)).toHaveLength(1);
  });

  test('the programme manager sees the digest at any time, and nobody else sees that', async () => {
    const grace = scene.person('grace-holloway');
    const said = await looks(scene, grace, 'digest', 'See the preview');
    expect(said).toContain('This is the digest that was posted, as it stands now. Only you see this copy.');
    expect(said).toContain(typed.ask);
    await grace.closes();
    expect(messagesAbout(scene.person('edith-carrow'), '', channel)).toHaveLength(1);
  });
});

/** Parts of what was sent that a client would look up, ring for or format, wherever they stand. */
function interpretedIn(body: unknown): string[] {
  const kinds = ['user', 'usergroup', 'broadcast', 'channel', 'emoji', 'mrkdwn', 'mention', 'TextBlock', 'FactSet'];
  if (Array.isArray(body)) return body.flatMap(interpretedIn);
  if (typeof body !== 'object' || body === null) return [];
  const { type } = body as { type?: unknown };
  const own = kinds.includes(String(type)) ? [String(type)] : [];
  return [...own, ...Object.values(body).flatMap(interpretedIn)];
}
