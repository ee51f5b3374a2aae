import fc from 'fast-check';
import { expect, test } from 'vitest';
import { everyPart, PARTS, type Part } from '../permissions/roles.ts';
import { type Board, board, fillsIn, type Member } from '../support/board.ts';
import { nottinghamshire } from '../support/register.ts';

/**
 * What a report says reaches nobody who may not read it, whatever is done and in whatever order. Every report and every
 * draft has words of its own; whoever may not read them tries everything that anybody could press or type.
 */

/** Who may read no report: not what was sent, and no draft. */
const OUTSIDERS: Part[] = ['Former lead', 'CSP officer', 'CSP chair', 'Registered'];
/** Who may read what was sent, and no draft on hate crime. */
const READERS: Part[] = ['Cover', 'Other lead', 'Chair', 'Board', 'Performance group', 'Manager'];

type Deed = 'sends' | 'corrects' | 'nothing' | 'drafts' | 'approves' | 'sends back' | 'withdraws';
/** Something that somebody does who may, and who then tries to read of it. */
const turn = fc.record({
  deed: fc.constantFrom<Deed>('sends', 'corrects', 'nothing', 'drafts', 'approves', 'sends back', 'withdraws'),
  outsider: fc.constantFrom(...OUTSIDERS),
  reader: fc.constantFrom(...READERS),
});
type Turn = typeof turn extends fc.Arbitrary<infer T> ? T : never;

/** The whole life of a report, once, whatever else comes. */
const LIFE: Turn[] = [
  { deed: 'drafts', outsider: 'CSP officer', reader: 'Chair' },
  { deed: 'approves', outsider: 'Former lead', reader: 'Other lead' },
  { deed: 'corrects', outsider: 'Registered', reader: 'Board' },
  { deed: 'withdraws', outsider: 'CSP chair', reader: 'Manager' },
];

/** The words of reports that were sent, and of drafts that wait: nothing else is like them. */
interface Words {
  sent: string[];
  drafted: string[];
}

test('what a report says is shown to nobody who may not read it', async () => {
  const turns = fc.array(turn, { minLength: 2, maxLength: 3 });
  const property = fc.asyncProperty(turns, async (all) => {
    const register = nottinghamshire();
    everyPart('slack')(register);
    const world = await board({ register });
    await world.on('2021-04-01');
    const words: Words = { sent: [], drafted: [] };
    for (const [index, { deed, outsider, reader }] of all.entries()) {
      await does(world, deed, `secret-${index}-`, words);
      await readsNothing(world, outsider, [...words.sent, ...words.drafted]);
      await readsNothing(world, reader, words.drafted);
    }
    await world.close();
  });
  await fc.assert(property, { numRuns: 2, seed: 3, endOnFailure: true, examples: [[LIFE]] });
});

test('and is shown to those who may', async () => {
  const register = nottinghamshire();
  everyPart('slack')(register);
  const world = await board({ register });
  await world.on('2021-04-01');
  await does(world, 'sends', 'secret-0-', { sent: [], drafted: [] });
  for (const part of READERS)
    expect(await world.person(PARTS[part]!).says('read report hate crime')).toContain('secret-0-');
  await world.close();
});

/** Somebody who may does something, where that is possible now. */
async function does(world: Board, deed: Deed, words: string, kept: Words): Promise<void> {
  const lead = world.person(PARTS.Lead);
  if (deed === 'sends' || deed === 'corrects') {
    await fills(deed === 'sends' ? lead : world.person(PARTS.Deputy), words);
    kept.sent.push(words);
  } else if (deed === 'drafts') {
    await fills(world.person(PARTS.Officer), words);
    kept.drafted.push(words);
  } else if (deed === 'nothing') {
    await lead.interact(await pressing(world, 'nothing-to-report', {}));
    await lead.sends();
  } else if (deed === 'withdraws') {
    const manager = world.person(PARTS.Manager);
    await manager.interact(await pressing(world, 'withdraw', {}));
    if (!('form' in manager.dialog()) || !manager.dialog().form) return;
    manager.types({ why: 'It named somebody' });
    await manager.does('continue');
    await manager.sends();
    // Whoever could read it cannot any more.
    kept.drafted.push(...kept.sent.splice(0));
  } else {
    const draft = await newest(world);
    if (draft?.state !== 'waiting') return;
    const input = { proposal: draft.id, revision: String(draft.revision) };
    await lead.interact(await pressing(world, deed === 'approves' ? 'approve' : 'send-back', input));
    if (deed === 'approves') {
      kept.sent.push(...kept.drafted.splice(-1));
      return;
    }
    lead.types({ word: 'Say more' });
    await lead.does('continue');
    await lead.sends();
  }
}

async function fills(who: Member, words: string): Promise<void> {
  await who.says('report hate crime');
  if (!who.dialog().form) await who.presses('Change the report on hate crime');
  const page = () => who.dialog().form?.page ?? '';
  // A correction starts at the answers: it is changed where its words stand.
  if (page() === 'rating')
    await fillsIn(who, { what: `${words}achieved`, next: `${words}next`, headline: `${words}line` });
  else {
    await who.does('change:achieved');
    who.types({ 'achieved.1.what': `${words}achieved` });
    await who.does('continue');
  }
  await who.sends();
}

async function newest({ database, partnershipId }: Board) {
  const id = await hateCrime({ database, partnershipId });
  return (await database.read(partnershipId, (reader) => reader.proposals.newest([id])))[0];
}

async function hateCrime({ database, partnershipId }: Pick<Board, 'database' | 'partnershipId'>): Promise<string> {
  const [period] = await database.read(partnershipId, (reader) => reader.periods.open());
  const owed = await database.read(partnershipId, (reader) => reader.returns.ofPeriod(period!.id));
  return owed.find(({ subjectKey }) => subjectKey === 'hate-crime')!.id;
}

async function pressing(world: Board, command: string, input: Record<string, string>): Promise<object> {
  const { partnershipId } = world;
  return { kind: 'pressed', partnershipId, command, input: { return: await hateCrime(world), ...input } };
}

/** Somebody tries whatever could show something, with every id that there is, and sees none of these words. */
async function readsNothing(world: Board, part: Part, secrets: string[]): Promise<void> {
  const key = PARTS[part]!;
  const who = world.person(key);
  const shown = (said: string) => secrets.filter((secret) => said.includes(secret));
  for (const one of await attempts(world)) {
    expect([part, one, shown(await who.interact(one))]).toEqual([part, one, []]);
  }
  const told = (await world.messages()).filter(({ to }) => to === key);
  expect(told.flatMap(({ text }) => shown(text))).toEqual([]);
}

async function attempts(world: Board): Promise<object[]> {
  const { partnershipId } = world;
  const draft = await newest(world);
  const input = {
    ...{ return: await hateCrime(world), words: 'hate crime', version: '1' },
    ...(draft ? { proposal: draft.id, revision: String(draft.revision) } : {}),
  };
  const pressed = READING.map((command) => ({ kind: 'pressed', partnershipId, command, input }));
  const typed = TYPED.map((text) => ({ kind: 'said', text }));
  return [...pressed, ...typed];
}
/** Whatever shows something of a report, and changes nothing before a form is sent. */
const READING = ['read-report', 'report', 'approve', 'send-back', 'nothing-to-report', 'status', 'history', 'digest'];
const TYPED = [
  'read report hate crime',
  'report hate crime',
  'status hate crime',
  'history hate crime',
  'mine',
  'digest',
];
