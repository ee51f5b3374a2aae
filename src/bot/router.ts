import type { Command, Context } from '../commands/command.ts';
import { localDay } from '../partnership/contact.ts';
import type { Register } from '../partnership/register.ts';
import { isOnRegister, programmeManagers } from '../partnership/responsibility.ts';
import type { Database, Pretended, Store } from '../store/store.ts';
import { explained } from '../views/explain.ts';
import { notUnderstoodMessage } from '../views/help.ts';
import { blocksInPartnership, inPartnership } from '../views/message.ts';
import { inSentence, together } from '../views/words.ts';
import { begin } from './begun.ts';
import { fillForm, isFormCommand, keptBlocks, type Next, openForm, rebuilt } from './forms.ts';
import { CHOOSE, chosen, identify, isMember, type Member, whomToAsk } from './identify.ts';
import { type Linking, type LookUp, link, linkElsewhere } from './linking.ts';
import type { Actor, Answer, Handle, Interaction, Log, Place } from './platform.ts';
import { understand } from './understand.ts';

export interface RouterOptions {
  database: Database;
  commands: Command[];
  /** Calendar time. */
  clock(): Date;
  id(): string;
  log: Log;
  /** What would be sent until a time, if nobody did anything. */
  ahead(store: Pretended, now: Date, until: Date): ReturnType<Context['ahead']>;
  /** Brings up to date, in the same transaction, what follows from anything that was just done. */
  follow(store: Store, now: Date): Promise<void>;
  /** What a platform vouches for about an account. */
  lookUp: LookUp;
  /** Called after each commit, so that what was queued goes out. */
  committed(): void;
  /** How long things may take: as long as somebody waits for an answer, where it is not given. */
  patience?: Patience;
}

/** Milliseconds of machine time. */
export interface Patience {
  /** That a transaction may take. */
  transaction: number;
  /** That a person waits for an answer. */
  answer: number;
  /** That a platform may take to say who somebody is, on their first contact. */
  lookUp: number;
}

const WHILE_SOMEBODY_WAITS: Patience = { transaction: 1_500, answer: 2_000, lookUp: 1_200 };

/** Where nobody waits, as in a rehearsal on the command line, a slow machine is no reason to give up. */
export const UNHURRIED: Patience = { transaction: 60_000, answer: 60_000, lookUp: 60_000 };

/** The command that says what a person's own page shows. */
const HOME = 'mine';

const NOT_CONFIRMED = 'Not confirmed yet. Send again';

/**
 * The way in: who acts, what they mean, one transaction in which it is done, and what they see. It never throws where
 * a person waits for an answer: whatever happens, one who filled in a form has their own words in front of them.
 */
export function createRouter(options: RouterOptions): Handle {
  const patience = options.patience ?? WHILE_SOMEBODY_WAITS;
  const answer = answering(options, patience);
  return async (interaction) => {
    try {
      return await within(patience.answer, answer(interaction));
    } catch (error) {
      const { kind, actor } = interaction;
      const facts = { error, interaction: kind, platform: actor.platform, connection: actor.connection };
      options.log.error(facts, 'An interaction was not answered');
      // Nobody waits for words, and what stood on their page stands there still: the platform tells of it again.
      if (interaction.kind === 'home') throw error;
      return unanswered(options.commands, interaction, error);
    }
  };
}

function answering(options: RouterOptions, patience: Patience): (interaction: Interaction) => Promise<Answer> {
  const { database, clock, committed } = options;
  const unknown = async (interaction: Interaction): Promise<Answer> => {
    const message = await whomToAsk(database, interaction, (timeZone) => localDay(clock(), timeZone));
    const form =
      interaction.kind === 'filled' && options.commands.find(({ name }) => name === interaction.command)?.form;
    if (!form) return { kind: 'message', message, private: true };
    if (interaction.act === 'save') return { kind: 'nothing' };
    // What they typed stays on screen, though they may not send it.
    const alert = 'This account is not on the register of this partnership. Ask its programme manager to add you.';
    return { kind: 'dialog', dialog: rebuilt(form, interaction, alert) };
  };
  const linking: Linking = {
    clock,
    lookUp: (actor) => within(patience.lookUp, options.lookUp(actor)),
    follow: options.follow,
  };
  const answer = async (asked: Interaction): Promise<Answer> => {
    const interaction = await chosen(database, asked);
    const { kind, actor, place } = interaction;
    // What stands on their page is about the board that they were on before.
    if (asked.kind === 'pressed' && asked.command === CHOOSE && actor.hasHome) {
      await answer({ kind: 'home', actor, place });
    }
    let member = await identify(database, interaction);
    const mayBeMore = member !== null && ['said', 'begun', 'home'].includes(kind);
    if (
      mayBeMore
        ? await linkElsewhere(database, interaction, linking)
        : member === null && (await link(database, interaction, linking))
    ) {
      member = await identify(database, interaction);
    }
    if (member && !isMember(member)) return { kind: 'message', message: member.ask, private: true };
    // There is one page for all: it is about one board at a time.
    if (member && kind === 'home' && member.others.length > 0) await database.leavePages(member.others, actor);
    const answered =
      member &&
      (await database.transact(
        member.partnershipId,
        (store) => acted(options, interaction, member, store),
        patience.transaction,
      ));
    if (answered) committed();
    return answered ?? unknown(interaction);
  };
  return answer;
}

async function acted(options: RouterOptions, interaction: Interaction, member: Member, store: Store) {
  const answer = await act(options, interaction, member, store);
  // What somebody types is kept with every letter, and nothing follows from it; nor from what was only read.
  const kept = interaction.kind === 'filled' && interaction.act === 'save';
  if (answer && !kept && store.hasChanged()) await options.follow(store, options.clock());
  return answer;
}

/** Null for somebody who has left the register. */
async function act(
  { commands, clock, id, ...options }: RouterOptions,
  interaction: Interaction,
  { personKey, others }: Member,
  store: Store,
): Promise<Answer | null> {
  const register = await store.register();
  const now = clock();
  const today = localDay(now, register.partnership.timeZone);
  const person = register.people.find(({ key }) => key === personKey);
  if (!person || !isOnRegister(register, person, today)) return null;
  const ahead: Context['ahead'] = (pretended, until) => options.ahead(pretended, now, until);
  const account = accountOf(register, interaction.actor);
  const context: Context = {
    store,
    register,
    person,
    now,
    today,
    id,
    ahead,
    ...(account ? { account: { ...account, several: others.length > 0 } } : {}),
  };
  const show = (next: Next) => shown(next, store, interaction.place);

  if (interaction.kind === 'filled') {
    const command = commands.find(({ name }) => name === interaction.command);
    if (!command || !isFormCommand(command)) return show(notInUse());
    return show(await fillForm(command, interaction, context));
  }
  if (interaction.kind === 'pressed') {
    const command = commands.find(({ name }) => name === interaction.command);
    const input = command?.input.safeParse(interaction.input);
    if (!command || !input?.success) return show(notInUse());
    return show(await carryOut(command, input.data, context));
  }
  if (interaction.kind === 'begun') {
    const command = commands.find(({ name }) => name === interaction.command);
    const begun = command && begin(command, interaction.on);
    if (!begun) return show(notInUse('menu entry'));
    return show(await carryOut(command, begun.input, context, begun.note));
  }
  if (interaction.kind === 'home') {
    const command = commands.find(({ name }) => name === HOME);
    return command ? show(await carryOut(command, { at: 'home' }, context)) : null;
  }
  const understood = understand(interaction.text, commands, context);
  if (understood.kind === 'unknown') {
    const typed = commands
      .filter((one) => one.usage && one.may(person, register, today))
      .map(({ usage = '', help }) => ({ usage, help }));
    const message = notUnderstoodMessage(understood.typed, understood.suggestions, typed);
    return show({ kind: 'message', message });
  }
  const { command, input } = understood;
  const answer = show(await carryOut(command, command.input.parse(input), context));
  if (answer.kind !== 'dialog' || !answer.dialog.form) return answer;
  // Words come without what a platform needs to open a dialog: there, this button is shown instead.
  const label = `Open ${inSentence(answer.dialog.title)}`;
  const opener = { label, command: command.name, input, opens: true, partnershipId: store.partnershipId };
  return { ...answer, dialog: { ...answer.dialog, opener } };
}

async function carryOut(command: Command, input: unknown, context: Context, note?: string): Promise<Next> {
  const { register, person, today } = context;
  if (!command.may(person, register, today)) {
    const managers = together(programmeManagers(register, today).map(({ name }) => name));
    const ask = managers ? ` If it should be, ask ${managers}, programme manager.` : '';
    const message = explained(
      'This is not yours to use at present',
      `“${command.name.replaceAll('-', ' ')}” is not yours to use at present.${ask} Type “help” to see what you can do.`,
    );
    const kept = isFormCommand(command) ? await keptBlocks(command, context) : [];
    if (kept.length === 0) return { kind: 'message', message };
    return { kind: 'page', dialog: { title: 'Not yours at present', blocks: [...message.blocks, ...kept] } };
  }
  return isFormCommand(command) ? openForm(command, input, context, note) : command.run(input, context);
}

function notInUse(what = 'button'): Next {
  const words = `This ${what} is not in use any more. Type “help” to see what you can do.`;
  return { kind: 'message', message: explained('Not in use any more', words) };
}

/** The account that somebody acts from, as the register has it. */
function accountOf(register: Register, { platform, connection, accountId, hasHome = false }: Actor) {
  const there = register.connections.find((one) => one.platform === platform && one.externalId === connection);
  const account = register.accounts.find(
    (one) => one.connectionKey === there?.key && one.externalId === accountId && one.endedOn === null,
  );
  return account && { key: account.key, hasHome };
}

function shown(next: Next, { partnershipId }: Store, place: Place): Answer {
  if (next.kind === 'nothing') return next;
  if (next.kind === 'placed') {
    if (place.kind === 'direct') return { kind: 'nothing' };
    const message = explained(
      'It is in our own conversation',
      'It is in our own conversation, and stays up to date there.',
    );
    return { kind: 'message', message, private: false };
  }
  if (next.kind === 'message')
    return { kind: 'message', message: inPartnership(next.message, partnershipId), private: true };
  const { opener, ...dialog } = next.dialog;
  const blocks = blocksInPartnership(dialog.blocks, partnershipId);
  return { kind: 'dialog', dialog: { ...dialog, blocks, ...(opener && { opener: { ...opener, partnershipId } }) } };
}

/** What somebody sees when nothing could be done, or nobody knows whether it was. Sending a form again is safe. */
function unanswered(commands: Command[], interaction: Interaction, error: unknown): Answer {
  if (interaction.kind === 'filled') {
    if (interaction.act === 'save') return { kind: 'nothing' };
    const form = commands.find(({ name }) => name === interaction.command)?.form;
    if (form) return { kind: 'dialog', dialog: rebuilt(form, interaction, NOT_CONFIRMED) };
  }
  const passing = error instanceof Error && ['OutOfTime', 'Unreachable'].includes(error.name);
  const message = passing
    ? explained('Not confirmed yet', 'This took too long and is not confirmed yet. Wait a minute, then do it again.')
    : explained(
        'That did not work',
        'That did not work, and has been noted for those who look after Golden Thread. Do it again in a while, or ask your programme manager.',
      );
  return { kind: 'message', message, private: true };
}

/** As the promise, unless it takes longer. What it does then still happens; nobody waits for it. */
function within<T>(milliseconds: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout;
  const late = new Promise<never>((_, reject) => {
    const tooLate = Object.assign(new Error(`No answer within ${milliseconds} ms`), { name: 'OutOfTime' });
    timer = setTimeout(() => reject(tooLate), milliseconds);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
