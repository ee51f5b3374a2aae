import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { Platform } from '../views/message.ts';
import { Refused, readJson } from './page-guard.ts';
import type { Rehearsal } from './page-rehearsal.ts';
import type { ClientAct, Screen } from './stand-in.ts';

const platform = z.enum(['slack', 'teams']);
const words = z.string();

const clientAct: z.ZodType<ClientAct> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('say'), conversation: words, text: words }),
  z.strictObject({ kind: z.literal('command'), conversation: words, text: words }),
  z.strictObject({ kind: z.literal('press'), message: words, button: words }),
  z.strictObject({ kind: z.literal('begin'), way: words, conversation: words, message: words.optional() }),
  z.strictObject({ kind: z.literal('openHome') }),
  z.strictObject({ kind: z.literal('pressAtHome'), button: words }),
  z.strictObject({ kind: z.literal('type'), values: z.record(z.string(), z.string()) }),
  z.strictObject({ kind: z.literal('pressInDialog'), button: words }),
  z.strictObject({ kind: z.literal('submit') }),
  z.strictObject({ kind: z.literal('close') }),
]);
/** An act carries an id of its own: asked for again, as somebody does who had no answer, it is not done again. */
const actBody = z.strictObject({ person: words, platform, id: words.min(1), act: clientAct });
const screenQuery = z.object({ person: words, platform });

/** How many acts are known again. */
const KEPT = 1_000;

/** The clients of everybody in a rehearsal: what is on screen in them, and what somebody does there. */
export function pageClients(rehearsal: Rehearsal) {
  const done = new Map<string, Promise<void>>();

  function once(id: string, does: () => Promise<void>): Promise<void> {
    const known = done.get(id) ?? does();
    done.set(id, known);
    if (done.size > KEPT) done.delete(done.keys().next().value!);
    return known;
  }

  /** The person's client on a platform. Throws Refused when there is nobody, or no such account. */
  async function client(key: string, on: Platform) {
    const person = (await rehearsal.people()).find((one) => one.key === key);
    if (!person) throw new Refused(404, `Nobody in this rehearsal has the key "${key}".`);
    for (const account of person.accounts) {
      const standIn = rehearsal.standIns.find((one) => one.platform === on && one.connection === account.connection);
      if (account.platform !== on || !standIn) continue;
      return {
        screen: (): Screen => standIn.screen(account.accountId),
        act: (act: ClientAct) => standIn.act(account.accountId, act),
      };
    }
    throw new Refused(404, `${person.name} has no account on ${on === 'slack' ? 'Slack' : 'Teams'}.`);
  }

  return {
    async screen(query: string | undefined): Promise<Screen> {
      const asked = screenQuery.safeParse(Object.fromEntries(new URLSearchParams(query)));
      if (!asked.success) throw new Refused(400, 'Name a person, and a platform: slack or teams.');
      return (await client(asked.data.person, asked.data.platform)).screen();
    },

    /** Answers the screen as it is once the bot has answered. */
    async act(request: IncomingMessage): Promise<Screen> {
      const { person, platform, id, act } = await readJson(request, actBody);
      const theirs = await client(person, platform);
      try {
        await once(`${platform} ${person} ${id}`, () => theirs.act(act));
      } catch (error) {
        // What the client itself would not let them do: a button that is no longer there, say.
        throw new Refused(409, inWords(error));
      }
      return theirs.screen();
    },
  };
}

const inWords = (error: unknown): string => (error instanceof Error ? error.message : String(error));
