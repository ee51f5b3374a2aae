import type { Escalation } from '../../src/partnership/escalation.ts';
import { type Player, readOut } from '../../src/rehearsal/player.ts';
import type { ShownMessage } from '../../src/rehearsal/stand-in.ts';
import type { Store } from '../../src/store/store.ts';
import { actions, type Button, type Message, type Platform } from '../../src/views/message.ts';
import { at, fillsIn, openScene, type Scene } from '../stories/scene.ts';
import { everyPart, PARTS, type Part } from './roles.ts';
import { type RowWatch, watchRows } from './rows.ts';

export type Draft = { proposal: string; revision: string };

export interface World {
  scene: Scene;
  rows: RowWatch;
  who(part: Part): Player;
  /** The return on a priority in the open period. */
  returns: Map<string, string>;
  period: string;
  /** Somebody's leave, somebody's delegation for each priority, and an account that waits. */
  leave: string;
  delegations: Map<string, string>;
  account: { connection: string; account: string };
  /** An escalation on which a step can be taken, as it was before that, by the name of the step. */
  escalations: Map<string, Escalation>;
  /** The drafts that wait at the beginning, by priority. */
  waiting: Map<string, Draft>;
  /** Does something to the rows themselves. */
  having<T>(work: (store: Store) => Promise<T>): Promise<T>;
  /** Puts buttons in front of somebody; of everybody else in the channel, those that nobody can be sent alone. */
  hands(part: Part, buttons: Button[]): Promise<void>;
  /** A draft on a priority that waits for approval: the one that does, or a new one. */
  draft(priority: string): Promise<Draft>;
  /** A delegation on a priority that is in force, by its key. */
  letting(priority: string): Promise<string>;
  close(): Promise<void>;
}

/** The priority that the steps of a part are about. */
export const subjectFor = (part: Part) => (part === 'Cover' ? 'antisocial-behaviour' : 'hate-crime');

const OFFICERS: Record<string, string> = { 'hate-crime': 'nadia-wren', 'antisocial-behaviour': 'colin-birtles' };

/** The Tuesday after a quarter, with somebody in every part and something in every state. */
export async function openWorld(platform: Platform): Promise<World> {
  const scene = await openScene(platform, { asPublished: true, narratives: true, register: everyPart(platform) });
  const players = new Map(
    (Object.keys(PARTS) as Part[]).map((part) => {
      const key = PARTS[part];
      return [part, key ? scene.person(key) : scene.stranger()];
    }),
  );
  await scene.advance(at('2021-04-06', 10));
  await scene.imports((register) => {
    register.people = register.people.filter(({ key }) => key !== PARTS.Left);
    register.accounts = register.accounts.filter(({ personKey }) => personKey !== PARTS.Left);
  });
  // A report and a narrative are there to be read, and two drafts wait.
  await sendsFrom(scene.person('keith-lomas'), 'Report on Preventable Deaths');
  await sendsFrom(scene.person('nadia-wren'), 'Draft the report on hate crime');
  await sendsFrom(scene.person('colin-birtles'), 'Draft the report on Antisocial Behaviour');
  await narrates(scene.person('jamie-thorpe'));
  const having = <T>(work: (store: Store) => Promise<T>) => scene.database.transact(scene.partnershipId, work);
  const open = await having((store) => store.periods.open());
  const period = open.find(({ obligationKey }) => obligationKey === 'progress-reports');
  const owed = await having((store) => store.returns.ofPeriods(open.map(({ id }) => id)));
  const returns = new Map(owed.map((one) => [one.subjectKey, one.id]));
  const connection = (await having((store) => store.register())).connections[0]!.key;
  const row = (key: string) => ({ key, endedOn: null });
  const letting = (priorityKey: string, fromKey: string, toKey: string) => ({
    ...row(`letting/${priorityKey}`),
    priorityKey,
    fromKey,
    toKey,
    from: '2021-04-01',
    to: '2021-06-30',
  });
  await having(async (store) => {
    await store.record('leaves', {
      ...row('away/joan'),
      personKey: 'joan-pickersgill',
      from: '2021-04-01',
      to: '2021-04-30',
    });
    await store.record('leaves', {
      ...row('away/carmen'),
      personKey: 'carmen-ortega',
      from: '2021-07-01',
      to: '2021-07-02',
    });
    await store.record('delegations', letting('hate-crime', PARTS.Lead, PARTS.Delegated));
    await store.record('delegations', letting('antisocial-behaviour', PARTS.Cover, 'colin-birtles'));
    await store.claims.note({
      connectionKey: connection,
      externalId: 'somebody-new',
      email: 'stella.northam@nottscounty.example',
      name: 'Stella N',
      at: scene.now(),
    });
    const other = { connectionKey: connection, externalId: 'somebody-other', email: null, name: 'S. Northam' };
    await store.claims.note({ ...other, at: scene.now() });
  });
  // The programme manager is told once of everybody whom the register does not know.
  for (const part of ['Left', 'Unknown'] as const) await players.get(part)!.commands('help');
  await scene.settle();
  let posts = 0;
  let drafts = 0;
  const world: World = {
    scene,
    rows: await watchRows(scene.url),
    who: (part) => players.get(part)!,
    returns,
    period: period!.id,
    leave: 'away/carmen',
    delegations: new Map(['hate-crime', 'antisocial-behaviour'].map((key) => [key, `letting/${key}`])),
    account: { connection, account: 'somebody-new' },
    escalations: new Map(),
    waiting: new Map(),
    having,
    async hands(part, buttons) {
      posts += 1;
      const key = part === 'Left' ? null : PARTS[part];
      const message: Message = { summary: 'What others were sent', blocks: [actions(...buttons)] };
      await having(async (store) => {
        const [channel] = (await store.register()).channels;
        const to = key ? { kind: 'person' as const, key } : { kind: 'channel' as const, key: channel!.key };
        const subject = `handed/${posts}`;
        const said = { about: 'digest' as const, because: 'Somebody was shown what others were sent' };
        await store.deliveries.queue(
          { to, subject, message, ...said, dedupeKey: subject, notBefore: scene.now() },
          scene.now(),
        );
      });
    },
    draft: (priority) =>
      having(async (store) => {
        const returnId = returns.get(priority)!;
        const [newest] = await store.proposals.newest([returnId]);
        if (newest?.state === 'waiting') return { proposal: newest.id, revision: String(newest.revision) };
        drafts += 1;
        const id = `draft-${drafts}`;
        // The newest is told by when it was prepared.
        const preparedAt = new Date(scene.now().getTime() + drafts);
        const preparedBy = OFFICERS[priority]!;
        await store.proposals.create({ id, returnId, nil: true, raw: {}, preparedBy, preparedAt });
        return { proposal: id, revision: '1' };
      }),
    letting: (priority) =>
      having(async (store) => {
        const delegation = (await store.register()).delegations.find(({ priorityKey }) => priorityKey === priority)!;
        await store.record('delegations', { ...delegation, endedOn: null });
        return delegation.key;
      }),
    async close() {
      await world.rows.close();
      await scene.close();
    },
  };
  for (const priority of Object.keys(OFFICERS)) world.waiting.set(priority, await world.draft(priority));
  return world;
}

async function narrates(officer: Player): Promise<void> {
  await officer.presses('Narrative from Community Safety Partnership 1');
  await finishes(
    officer,
    'Send the narrative',
    [['What has changed locally', 'Complaints doubled in March']],
    [['Does anything need countywide consideration?', 'No']],
  );
}

async function sendsFrom(who: Player, opener: string): Promise<void> {
  await who.presses(opener);
  await sends(who);
}

/** Fills in what is not there yet of the report that is open, and sends it. */
export async function sends(who: Player): Promise<string> {
  if (!who.dialog()?.includes('Check your answers')) await fillsIn(who);
  return finishes(who, /\[(Send [^\]]+)\]/.exec(who.dialog() ?? '')?.[1] ?? 'Send report to the board');
}

/** What somebody sees that they did not see before; a dialog that opens is closed again, unless it is wanted. */
export async function sees(who: Player, act: () => Promise<void>, { keep = false } = {}): Promise<string> {
  const before = new Map(shownTo(who).map(({ id, nodes }) => [id, readOut(nodes)]));
  await act();
  const dialog = who.dialog();
  if (dialog !== undefined && !keep) await who.closes();
  const messages = shownTo(who).filter(({ id, from, nodes }) => from === 'bot' && before.get(id) !== readOut(nodes));
  const { notice } = who.standIn.screen(who.accountId);
  return [...messages.map(({ nodes }) => readOut(nodes)), dialog, notice].filter((one) => one !== undefined).join('\n');
}

function shownTo(who: Player): ShownMessage[] {
  const { conversations } = who.standIn.screen(who.accountId);
  return conversations.flatMap(({ messages }) => messages);
}

/** Fills in the open form page by page, each as far as it is told, and sends it: what is seen then. */
export async function finishes(
  who: Player,
  button: string,
  ...pages: [label: string, value: string][][]
): Promise<string> {
  for (const values of pages) {
    await who.fills(values);
    await who.presses('Save and continue');
  }
  return patiently(() => sees(who, () => who.presses(button), { keep: true }), who);
}

/** Does something again where it took too long, as everybody is told to: it is done once. */
export async function patiently(work: () => Promise<string>, who: Player): Promise<string> {
  let said = await work();
  for (let again = 0; again < 3 && /Not confirmed yet|took too long/.test(said); again += 1) said = await work();
  if (who.dialog() !== undefined) await who.closes();
  return said;
}
