import type { bare as startBare } from './bare.ts';
import { row } from './figures.ts';
import type { Product } from './product.ts';

/** As many as Slack lets through to so many people without asking for a pause. */
const TO_EACH = 3;
/** As many calls are under way at once as the delivery loop has. */
const AT_ONCE = 8;

/** How many messages a second leave the program, each queued, claimed, sent and marked, against the call to Slack alone. */
export async function deliveries(
  ours: Product,
  { slack }: Awaited<ReturnType<typeof startBare>>,
  say: (line: string) => void,
): Promise<void> {
  const people = ours.people;
  await send(ours, people, 'warming up', 1);
  const channels = await inTurns(people, async (_, turn) => {
    const users = ours.person(people[turn]!, 'slack').accountId;
    return (await slack.conversations.open({ users })).channel!.id!;
  });
  const many = Array.from({ length: TO_EACH }, () => channels).flat();
  const began = performance.now();
  await inTurns(many, (channel) => slack.chat.postMessage({ channel, text: 'What is due' }));
  const alone = many.length / ((performance.now() - began) / 1000);
  const loop = await send(ours, people, 'bench', TO_EACH);
  say(`\n${row('Deliveries to Slack', 'a second', 'bare', 'share')}`);
  const share = `${Math.round((100 * loop) / alone)} %`;
  say(row(`${many.length} messages to ${people.length} people`, loop.toFixed(0), alone.toFixed(0), share));
}

async function send({ database, partnershipId, drain, now }: Product, people: string[], name: string, each: number) {
  const queued = now();
  const message = { summary: 'What is due', blocks: [] };
  await database.transact(partnershipId, (store) =>
    store.deliveries.queueAll(
      Array.from({ length: each }, (_, turn) => turn).flatMap((turn) =>
        people.map((key) => ({
          ...{ to: { kind: 'person' as const, key }, subject: `${name}/${turn}`, message, about: 'mine' as const },
          ...{ because: 'It is measured', dedupeKey: `${name}/${turn}/${key}`, notBefore: queued },
        })),
      ),
      queued,
    ),
  );
  const began = performance.now();
  await drain();
  return (each * people.length) / ((performance.now() - began) / 1000);
}

/** Does something for each, so many at once. */
async function inTurns<T, R>(all: T[], work: (one: T, turn: number) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  let next = 0;
  const worker = async () => {
    for (let turn = next++; turn < all.length; turn = next++) done[turn] = await work(all[turn]!, turn);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return done;
}
