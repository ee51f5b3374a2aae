import type { LookUp } from '../../src/bot/linking.ts';
import type { Answer, Handle, Interaction, Place } from '../../src/bot/platform.ts';
import { createRouter, UNHURRIED } from '../../src/bot/router.ts';
import type { Command } from '../../src/commands/command.ts';
import { follow } from '../../src/commands/following.ts';
import { commands } from '../../src/commands/index.ts';
import { jobs } from '../../src/jobs/index.ts';
import { accountsOf } from '../../src/partnership/accounts.ts';
import { instantAt } from '../../src/partnership/contact.ts';
import type { Register } from '../../src/partnership/register.ts';
import { lookingAhead } from '../../src/runtime/ahead.ts';
import { remembering } from '../../src/runtime/jobs.ts';
import type { Database, Reader } from '../../src/store/store.ts';
import type { Act, Dialog } from '../../src/views/dialog.ts';
import type { Button, Message } from '../../src/views/message.ts';
import { plainDialog, plainText } from '../../src/views/plain.ts';
import { countedIds, freshDatabase } from './database.ts';
import { imported, nottinghamshire } from './register.ts';

/** 9am, or another hour, of a day in Nottinghamshire. */
export const at = (day: string, hour = 9): Date => instantAt(day, hour, 0, 'Europe/London');

const QUIET = { info: () => {}, warn: () => {}, error: () => {} };

/** A board with the program around it, without any platform: people speak in interactions and see answers. */
export interface Board {
  database: Database;
  partnershipId: string;
  /** For looking at the rows themselves. */
  url: string;
  register: Register;
  handle: Handle;
  logged: { facts: object; message: string }[];
  commits(): number;
  now(): Date;
  /** Moves the calendar and does what is due then. */
  on(day: string, hour?: number): Promise<void>;
  /** Imports a changed register. */
  import(change: (register: Register) => void): Promise<void>;
  person(key: string): Member;
  /** Every message that was queued and not overtaken, oldest first: to whom, about what, and its words. */
  messages(about?: string): Promise<{ to: string; about: string; because: string; text: string; message: Message }[]>;
  close(): Promise<void>;
}

export async function board(
  options: {
    register?: Register;
    on?: string;
    database?: (real: Database) => Database;
    lookUp?: LookUp;
    /** In place of the program's own. */
    commands?: Command[];
  } = {},
) {
  const { database: real, url, drop } = await freshDatabase(countedIds('row'));
  const register = options.register ?? nottinghamshire();
  let now = at(options.on ?? '2021-03-31');
  let commits = 0;
  const logged: Board['logged'] = [];
  const id = countedIds();
  const partnershipId = await imported(real, register, now);
  const handle = createRouter({
    database: options.database?.(real) ?? real,
    commands: options.commands ?? commands,
    clock: () => now,
    id,
    ahead: lookingAhead(jobs),
    lookUp: options.lookUp ?? (async () => null),
    follow: (store, when) => follow(store, when, id),
    log: { ...QUIET, error: (facts, message) => void logged.push({ facts, message }) },
    committed: () => {
      commits += 1;
    },
    patience: UNHURRIED,
  });

  const made: Board = {
    database: real,
    url,
    partnershipId,
    register,
    handle,
    logged,
    commits: () => commits,
    now: () => now,
    async on(day, hour = 9) {
      now = at(day, hour);
      for (let from = 0; from < jobs.length; from += 1) {
        const next = await real.read(partnershipId, (reader) => firstDue(remembering(reader), from, now));
        if (!next) break;
        from = next.index;
        for (const one of next.due)
          await real.transact(partnershipId, async (store) => {
            if (!(await store.occurrences.claim(one.key, next.job.name, one.at, now))) return;
            await next.job.run(one, { store, register: await store.register(), now, id });
          });
      }
      await real.transact(partnershipId, (store) => follow(store, now, id));
    },
    async import(change) {
      const wanted = structuredClone(register);
      change(wanted);
      await imported(real, wanted, now);
    },
    person: (key) => member(made, key),
    async messages(about) {
      const log = await real.delivery.log(partnershipId);
      return log
        .filter((one) => one.state !== 'suppressed' && (about === undefined || one.about === about))
        .map(({ posting, message, because, about }) => ({
          to: posting.addressKey,
          about,
          because,
          text: plainText(message),
          message,
        }));
    },
    close: drop,
  };
  return made;
}

/** The first job, of those from a place on, that has something to do which has not been done. */
async function firstDue(reader: Reader, from: number, now: Date) {
  for (const [index, job] of jobs.entries()) {
    if (index < from) continue;
    const all = await job.due(reader, now);
    const done = all.length > 0 ? await reader.occurrences.claimed(all.map(({ key }) => key)) : new Set();
    const due = all.filter(({ key }) => !done.has(key));
    if (due.length > 0) return { index, job, due };
  }
  return null;
}

/** Somebody at their phone: what they do, and what they see then. */
export interface Member {
  says(text: string, place?: Place): Promise<string>;
  presses(label: string): Promise<string>;
  /** Presses a button of a message that was sent to them, or to a channel. */
  pressesIn(message: Message, label: string): Promise<string>;
  /** What stands in fields of the open dialog, by path; a row by its place: `achieved.1.what`. */
  types(values: Record<string, string>): void;
  does(act: Act): Promise<string>;
  sends(): Promise<string>;
  sees(): string;
  dialog(): Dialog;
  answer(): Answer;
  interact(interaction: object): Promise<string>;
}

export function member(board: Pick<Board, 'register' | 'partnershipId' | 'handle'>, key: string): Member {
  const [account] = accountsOf(board.register, key);
  if (!account) throw new Error(`${key} has no account`);
  const { connection } = account;
  const actor = {
    platform: connection.platform,
    connection: connection.externalId,
    accountId: account.account.externalId,
  };
  const place: Place = { kind: 'direct' };
  let answer: Answer = { kind: 'nothing' };
  let typed: Record<string, string> = {};

  const interact = async (interaction: object) => {
    const next = await board.handle({ actor, place, ...interaction } as Interaction);
    if (next.kind !== 'nothing') {
      answer = next;
      typed = {};
    }
    return sees();
  };
  const sees = () => {
    if (answer.kind === 'message') return plainText(answer.message);
    return answer.kind === 'dialog' ? plainDialog(answer.dialog) : '';
  };
  const dialog = () => {
    if (answer.kind !== 'dialog') throw new Error(`No dialog is open, but:\n${sees()}`);
    return answer.dialog;
  };
  const form = () => {
    const { form } = dialog();
    if (!form) throw new Error(`No form is open, but:\n${sees()}`);
    return form;
  };
  const pressIn = async (message: Message, label: string) => {
    const button = buttonsOf(message.blocks).find((one) => one.label === label);
    if (!button) throw new Error(`No button “${label}” in:\n${plainText(message)}`);
    const { command, input, partnershipId = board.partnershipId } = button;
    return interact({ kind: 'pressed', partnershipId, command, input });
  };
  const onScreen = () => {
    const values: Record<string, string> = {};
    for (const field of form().fields) {
      if (field.kind === 'rows')
        for (const row of field.rows) for (const one of row.inputs) values[one.path] = one.value;
      else if (field.kind !== 'note') values[field.path] = field.value;
    }
    return { ...values, ...typed };
  };
  const pathOf = (path: string) => {
    const [name, place, inner] = path.split('.');
    const field = form().fields.find((one) => one.path === name);
    if (!field) throw new Error(`No field ${name} in:\n${sees()}`);
    if (field.kind !== 'rows') return path;
    return `${name}.${field.rows[Number(place) - 1]?.id}.${inner}`;
  };

  return {
    interact,
    says: (text, where = place) => interact({ kind: 'said', place: where, text }),
    pressesIn: pressIn,
    async presses(label) {
      if (answer.kind === 'message') return pressIn(answer.message, label);
      return pressIn({ summary: '', blocks: dialog().blocks }, label);
    },
    types(values) {
      for (const [path, value] of Object.entries(values)) typed[pathOf(path)] = value;
    },
    async does(act) {
      const { command, partnershipId, draftId, revision, page } = form();
      const values = onScreen();
      return interact({ kind: 'filled', command, partnershipId, draftId, revision, page, act, values, order: '' });
    },
    async sends() {
      return this.does('send');
    },
    sees,
    dialog,
    answer: () => answer,
  };
}

function buttonsOf(blocks: Message['blocks']): Button[] {
  return blocks.flatMap((block) => {
    if (block.type === 'item') return [block.button];
    return block.type === 'actions' ? block.buttons : [];
  });
}

/** Fills in a whole report and stops at the answers. */
export async function fillsIn(lead: Member, answers: Partial<Record<string, string>> = {}): Promise<string> {
  const give = (...names: string[]) => {
    const defaults: Record<string, string> = {
      rating: 'green',
      reason: '',
      direction: 'improving',
      what: 'Opened 12 reporting centres',
      next: 'Train the volunteers',
      needed: 'nothing',
    };
    return names.map((name) => answers[name] ?? defaults[name] ?? '');
  };
  if (lead.dialog().form?.page === 'steps') {
    const [steps] = lead.dialog().form?.fields ?? [];
    const rows = steps?.kind === 'rows' ? steps.rows : [];
    rows.forEach((_, index) => {
      lead.types({ [`steps.${index + 1}.outcome`]: answers.outcome ?? 'done' });
    });
    await lead.does('continue');
  }
  const [rating = '', reason = '', direction = ''] = give('rating', 'reason', 'direction');
  lead.types({ rating, reason, direction });
  await lead.does('continue');
  const [what = '', next = '', needed = ''] = give('what', 'next', 'needed');
  lead.types({ 'achieved.1.what': what });
  await lead.does('continue');
  lead.types({ 'next.1.what': next });
  await lead.does('continue');
  lead.types({
    needed,
    ...(answers.headline ? { headline: answers.headline } : {}),
    ...(answers.ask ? { ask: answers.ask } : {}),
  });
  return lead.does('continue');
}
