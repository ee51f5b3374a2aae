import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Raw } from '../../src/views/form.ts';
import { testDatabase } from '../support/database.ts';
import { aPartnership, minutesLater, NOW } from './fixture.ts';

const database = await testDatabase();
const id = await aPartnership(database, 'drafts');

let made = 0;
async function aDraft(values: Raw = {}): Promise<string> {
  made += 1;
  const draft = { id: `draft-${made}`, personKey: 'amal', command: 'report', subject: `return-${made}`, page: 'first' };
  await database.transact(id, (store) => store.drafts.create({ ...draft, values, carried: { period: 'p1' } }));
  return draft.id;
}
const draft = (draftId: string) => database.read(id, (reader) => reader.drafts.byId(draftId));
const save = (draftId: string, text: string, savedOrder?: string) =>
  database.transact(id, (store) => store.drafts.save(draftId, { values: { text }, savedOrder }));

test('a draft is found again by whose it is and what it is about', async () => {
  const draftId = await aDraft({ rating: 'green', achieved: [{ id: 'r1', what: 'Trained 40 officers' }] });
  const found = await database.read(id, (reader) => reader.drafts.open('amal', 'report', `return-${made}`));
  expect(found).toEqual({
    ...{ id: draftId, personKey: 'amal', command: 'report', subject: `return-${made}`, revision: 1, page: 'first' },
    values: { rating: 'green', achieved: [{ id: 'r1', what: 'Trained 40 officers' }] },
    ...{ carried: { period: 'p1' }, savedOrder: '', sentAt: null, outcome: null },
  });
  expect(await database.read(id, (reader) => reader.drafts.open('bea', 'report', `return-${made}`))).toBeNull();
});

test('opening the same form twice at once makes one draft', async () => {
  const open = (draftId: string) =>
    database.transact(id, (store) =>
      store.drafts.create({
        ...{ id: draftId, personKey: 'amal', command: 'report', subject: 'both', page: 'first' },
        ...{ values: { from: draftId }, carried: {} },
      }),
    );
  const [one, other] = await Promise.all([open('one'), open('other')]);
  expect(one).toEqual(other);
});

test('a save that comes late does not overwrite a newer one', async () => {
  const draftId = await aDraft();
  await save(draftId, 'newest', '1617264000.000300');
  await save(draftId, 'older', '1617264000.000200');
  expect(await draft(draftId)).toMatchObject({ values: { text: 'newest' }, savedOrder: '1617264000.000300' });
  await save(draftId, 'from a platform that keeps order itself');
  expect(await draft(draftId)).toMatchObject({ values: { text: 'from a platform that keeps order itself' } });
});

test('saves in any order, all at once, keep the newest', async () => {
  const draftId = await aDraft();
  const orders = ['5', '2', '9', '1', '7', '3', '8', '4', '6'];
  await Promise.all(orders.map((order) => save(draftId, order, `1617264000.00000${order}`)));
  expect(await draft(draftId)).toMatchObject({ values: { text: '9' } });
});

test('a draft that was sent keeps what was shown then, takes no more changes, and makes room for another', async () => {
  const draftId = await aDraft({ text: 'as sent' });
  const subject = `return-${made}`;
  await database.transact(id, async (store) => {
    await store.drafts.lock(draftId);
    await store.drafts.sent(draftId, NOW, { reference: 'SEB-1' });
  });
  await save(draftId, 'too late');
  await database.transact(id, async (store) => {
    await store.drafts.sent(draftId, minutesLater(1), { reference: 'SEB-2' });
    await store.drafts.discard(draftId);
  });
  expect(await draft(draftId)).toMatchObject({
    values: { text: 'as sent' },
    sentAt: NOW,
    outcome: { reference: 'SEB-1' },
  });
  await database.transact(id, async (store) => {
    expect(await store.drafts.open('amal', 'report', subject)).toBeNull();
    const next = { id: 'next', personKey: 'amal', command: 'report', subject, page: 'first', values: {}, carried: {} };
    expect((await store.drafts.create(next)).id).toBe('next');
    await store.drafts.discard('next');
    expect(await store.drafts.byId('next')).toBeNull();
  });
});

test('two that send the same draft do so one after the other, and the second sees that it was sent', async () => {
  const draftId = await aDraft();
  const send = () =>
    database.transact(id, async (store) => {
      const held = await store.drafts.lock(draftId);
      if (held?.sentAt) return 'seen';
      await store.drafts.sent(draftId, NOW, null);
      return 'sent';
    });
  expect((await Promise.all([send(), send(), send()])).sort()).toEqual(['seen', 'seen', 'sent']);
});

test('whatever was typed comes back as it was typed', async () => {
  const draftId = await aDraft();
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 200 }), async (text) => {
      await save(draftId, text);
      expect((await draft(draftId))?.values.text).toBe(text.replaceAll('\0', ''));
    }),
    { numRuns: 30 },
  );
});

test('what PostgreSQL cannot hold does not keep it from holding the rest', async () => {
  const draftId = await aDraft();
  await save(draftId, 'before\0after \uD83D and \uDC4D, but \uD83D\uDC4D');
  expect((await draft(draftId))?.values.text).toBe('beforeafter \uFFFD and \uFFFD, but \uD83D\uDC4D');
});
