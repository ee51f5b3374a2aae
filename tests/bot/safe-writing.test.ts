import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Event } from '../../src/store/store.ts';
import { type Board, board, fillsIn, type Member } from '../support/board.ts';

let snb: Board;

beforeAll(async () => {
  snb = await board();
  await snb.on('2021-04-01');
});
afterAll(() => snb.close());

const overridden = async (): Promise<Event[]> =>
  (await snb.database.read(snb.partnershipId, (reader) => reader.events.newest(500))).filter(
    ({ what }) => what === 'safe-writing.overridden',
  );

async function writes(lead: Member, title: string, answers: Record<string, string>): Promise<void> {
  await lead.says(`report ${title}`);
  await fillsIn(lead, answers);
  expect(lead.sees()).toContain('Check your answers');
}

describe('a report in which something may point to one person', () => {
  test('is not sent at first: what was found, where, why it matters and what to write instead stand before its lead, who changes it where it stands', async () => {
    const lead = snb.person('helen-tranter');
    await writes(lead, 'hate crime', { what: 'Mrs Kaur of NG99 9ZZ was visited', next: 'Victim A moves on' });
    await lead.sends();
    expect(lead.sees()).toContain('Not sent yet. Something you wrote may point to one person.');
    expect(lead.sees()).toContain(
      'Achievement 1, what you achieved: Title and surname: “Mrs Kaur”\nFull postcode: “NG99 9ZZ”\n[Change what you achieved]',
    );
    expect(lead.sees()).toContain('Next step 1, what you will do: One victim, suspect or witness: “Victim A”');
    expect(lead.sees()).toContain('Full postcode. It covers a few homes, so it shows who lives there. Write the ward');
    expect(lead.sees()).toContain('[Change what happens next]');
    expect(await snb.messages('report.sent')).toEqual([]);

    await lead.does('change:achieved');
    expect(lead.sees()).toContain('> Mrs Kaur of NG99 9ZZ was visited');
    lead.types({ 'achieved.1.what': 'A resident in Bulwell ward was visited' });
    await lead.does('continue');
    await lead.does('change:next');
    lead.types({ 'next.1.what': 'One victim moves on' });
    await lead.does('continue');
    await lead.sends();
    expect(lead.sees()).toContain('Headline: Title and surname: “Mrs Kaur”');
    expect(lead.sees()).not.toContain('Change what you achieved');
    await lead.does('change:board');
    lead.types({ headline: 'A visit in Bulwell' });
    await lead.does('continue');
    await lead.sends();
    expect(lead.sees()).toContain('Report on hate crime sent');
    expect(await overridden()).toEqual([]);
  });

  test('goes on with a reason, and only with one', async () => {
    const lead = snb.person('joan-pickersgill');
    await writes(lead, 'asb', { what: 'Dr Fenwick spoke to the press' });
    await lead.sends();
    await lead.sends();
    expect(lead.sees()).toContain('Error: Select why it has to stay, or change it');
    lead.types({ reason: 'published' });
    await lead.sends();
    expect(lead.sees()).toContain('Report on Antisocial Behaviour sent');
  });

  test('of that the log holds who, when, which form, which kinds and which reason, and nothing of the text', async () => {
    const [event] = await overridden();
    expect(event).toMatchObject({
      by: 'joan-pickersgill',
      at: snb.now(),
      subject: expect.stringMatching(/^return\//),
      detail: { form: 'report', kinds: ['courtesyTitle'], reasons: ['published'] },
    });
    const all = await snb.database.read(snb.partnershipId, (reader) => reader.events.newest(500));
    expect(JSON.stringify(all.map(({ detail }) => detail))).not.toContain('Fenwick');
    const manager = snb.person('grace-holloway');
    expect(await manager.says('history asb')).toContain(
      'sent something on Antisocial Behaviour that was asked about first: title and surname. Reason: it has been published already',
    );
  });

  test('is asked about again only for what is new', async () => {
    const lead = snb.person('owen-brightwell');
    await lead.says('report');
    await fillsIn(lead, { what: 'Mr Beeby has left' });
    await lead.sends();
    // A reason that is chosen before going back counts for what was shown with it.
    lead.types({ reason: 'agreed' });
    await lead.does('change:next');
    lead.types({ 'next.1.what': 'Call 07700 900123 about Mr Beeby' });
    await lead.does('continue');
    await lead.sends();
    expect(lead.sees()).toContain('Phone number: “07700 900123”');
    expect(lead.sees()).not.toContain('“Mr Beeby”');
    const [field] = lead.dialog().form?.fields ?? [];
    expect(field).toMatchObject({ path: 'reason', value: '' });
    lead.types({ reason: 'needed' });
    await lead.sends();
    const [event] = await overridden();
    expect(event?.detail).toEqual({
      form: 'report',
      kinds: ['courtesyTitle', 'phone'],
      reasons: ['agreed', 'needed'],
    });
  });

  test('keeps its reason as a draft does: closed and opened again, it stands there', async () => {
    const lead = snb.person('tom-ashdown');
    await writes(lead, 'young people', { what: 'Mr Dobson volunteers' });
    await lead.sends();
    lead.types({ reason: 'agreed' });
    await lead.does('save');
    await lead.says('report young people');
    await lead.sends();
    expect(lead.dialog().form?.fields).toMatchObject([{ path: 'reason', value: 'agreed' }]);
    await lead.does('back');
    expect(lead.sees()).toContain('Check your answers');
    await lead.sends();
    expect(lead.sees()).toContain('sent');
  });

  test('what was found more than five times in a field is counted, not cut off in silence', async () => {
    const lead = snb.person('marian-oakes');
    const many = Array.from({ length: 8 }, (_, index) => `07700 90012${index}`).join(', ');
    await writes(lead, 'modern slavery', { what: many, headline: 'Calls' });
    await lead.sends();
    expect(lead.sees()).toContain('“07700 900124” and 3 more');
  });
});

test('a draft of a support officer is asked about when they send it for approval, and approved as it came', async () => {
  const officer = snb.person('daniel-ferris');
  await officer.says('report reoffending');
  await fillsIn(officer, { what: 'Mr Hollins mentors 12 people' });
  await officer.sends();
  expect(officer.sees()).toContain('Title and surname: “Mr Hollins”');
  officer.types({ reason: 'agreed' });
  expect(await officer.sends()).toContain('approve');
  const [asked] = await snb.messages('report.approval');
  expect(asked?.text).toContain(
    'Read before you approve: Daniel Ferris was asked about something that may point to one person, and left it. Title and surname. Reason: the person has agreed.',
  );
  expect(asked?.text.split('---')[0]).not.toContain('Hollins');
  const lead = snb.person(asked!.to);
  await lead.pressesIn(asked!.message, 'Approve and send');
  expect(lead.sees()).toContain('Approved and sent.');
  expect((await overridden())[0]).toMatchObject({ by: 'daniel-ferris', detail: { form: 'report' } });
});

test('the reason for withdrawing a report is checked, so that it does not repeat what has to go', async () => {
  const lead = snb.person('helen-tranter');
  await lead.says('withdraw hate crime');
  lead.types({ why: 'It named Mrs Kaur' });
  await lead.does('continue');
  await lead.sends();
  expect(lead.sees()).toContain('Reason: Title and surname: “Mrs Kaur”');
});

test('a form that nobody declared to be checked is sent as it is', async () => {
  const manager = snb.person('grace-holloway');
  await manager.says('excuse domestic abuse');
  manager.types({ why: 'Mr Beeby is away' });
  await manager.does('continue');
  await manager.sends();
  expect(manager.sees()).not.toContain('Not sent yet');
});
