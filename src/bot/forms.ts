import type { Command, Context, FormCommand, Reply, Sent } from '../commands/command.ts';
import type { Draft } from '../store/store.ts';
import type { Dialog } from '../views/dialog.ts';
import type { Form, Raw } from '../views/form.ts';
import { answerBlocks } from '../views/forms/answers.ts';
import { checkPage, parseForm, unfinishedPages } from '../views/forms/check.ts';
import {
  addRow,
  CHECK,
  isOfferedOn,
  lookedAt,
  merge,
  pageOf,
  removeRow,
  walkedPages,
  withFirstRows,
} from '../views/forms/raw.ts';
import { REASON, SAFE_WRITING, safeWritingDialog } from '../views/forms/safe-writing.ts';
import { dialogFor, NOTE, pageBefore, type Shown } from '../views/forms/show.ts';
import { type Block, paragraph } from '../views/message.ts';
import type { Interaction } from './platform.ts';
import { asksBeforeSending, keepOverridden, reasoned } from './safe-writing.ts';

export type Filled = Extract<Interaction, { kind: 'filled' }>;

// biome-ignore lint/suspicious/noExplicitAny: a list of commands holds every input and form
export type AnyFormCommand = FormCommand<any, any>;

export function isFormCommand(command: Command): command is AnyFormCommand {
  return command.form !== undefined;
}

/** What a form shows next: a dialog, or nothing where something was only kept. */
export type Next = Reply | { kind: 'nothing' };

const GONE =
  'This form is no longer open here: it was sent or started again somewhere else. Copy what you need from it.';

const NOT_SENT = 'Not sent yet. Something on this page has to be put right first.';

/**
 * Opens a command's form where the person left it, or answers what the command says instead. A note is said on every
 * page; what comes with one is shown from the first page on, so that nobody sends words of others unseen.
 */
export async function openForm(
  command: AnyFormCommand,
  input: unknown,
  context: Context,
  note?: string,
): Promise<Reply> {
  const opened = await command.open(input, context);
  if (opened.kind !== 'form') return opened;
  const { store, person } = context;
  const kept = await store.drafts.open(person.key, command.name, opened.subject);
  const current = { ...opened.current, ...(note ? { [NOTE]: note } : {}) };
  if (kept && Object.keys(current).length > 0) {
    kept.carried = { ...kept.carried, ...current };
    await store.drafts.save(kept.id, { carried: kept.carried });
  }
  const draft =
    kept ??
    (await store.drafts.create({
      id: context.id(),
      personKey: person.key,
      command: command.name,
      subject: opened.subject,
      page: walkedPages(command.form, opened.values, opened.carried)[0] ?? CHECK,
      values: withFirstRows(command.form, opened.values, context.id),
      carried: { ...opened.carried, ...current, input: JSON.stringify(input) },
    }));
  const isNew = kept === null && note !== undefined;
  return page(command, draft, context, { page: isNew ? draft.page : firstUnfinished(command.form, draft) });
}

function firstUnfinished(form: Form, { values, carried }: Pick<Draft, 'values' | 'carried'>): string {
  return toShow(form, values, carried)[0] ?? CHECK;
}

/** The pages that need something, or offer something that nobody has looked at, in the order of the form. */
function toShow(form: Form, values: Raw, carried: Draft['carried']): string[] {
  const unfinished = unfinishedPages(form, values, carried);
  return Object.keys(form.pages).filter((page) => unfinished.includes(page) || isOfferedOn(form, page, values));
}

function page(command: AnyFormCommand, draft: Draft, context: Context, shown: Shown): Reply {
  const shownDraft = { ...draft, partnershipId: context.store.partnershipId };
  return { kind: 'page', dialog: dialogFor(command.form, command.name, shownDraft, shown) };
}

/**
 * What somebody did in a form: what they typed is kept first, whatever else comes of it. A draft that is somebody
 * else's is as good as none.
 */
export async function fillForm(command: AnyFormCommand, filled: Filled, context: Context): Promise<Next> {
  const { store, person } = context;
  const draft = await store.drafts.lock(filled.draftId);
  if (!draft || draft.personKey !== person.key || draft.command !== command.name) {
    return filled.act === 'save' ? { kind: 'nothing' } : { kind: 'page', dialog: rebuilt(command.form, filled, GONE) };
  }
  if (draft.sentAt) return filled.act === 'save' ? { kind: 'nothing' } : (draft.outcome as Reply);
  // A save that comes after a newer one holds older words. Anything else is what the person has on screen now.
  if (filled.act === 'save' && filled.order !== '' && filled.order < draft.savedOrder) return { kind: 'nothing' };

  const values = acted(
    command.form,
    filled,
    merge(command.form, filled.page, draft.values, filled.values),
    draft,
    context,
  );
  const carried = reasoned(draft.carried, filled);
  const kept = { ...draft, values, carried };
  const savedOrder = filled.order > draft.savedOrder ? { savedOrder: filled.order } : {};
  await store.drafts.save(draft.id, { values, ...(carried !== draft.carried && { carried }), ...savedOrder });
  if (filled.act === 'save') return { kind: 'nothing' };
  if (filled.act === 'send') return send(command, kept, filled, context);
  const shown = next(command.form, filled, kept);
  await store.drafts.save(draft.id, { page: shown.page });
  return page(command, kept, context, shown);
}

/** The values after an act that adds or removes a row, or goes on from a page that offers something on another. */
function acted(form: Form, { act, page }: Filled, values: Raw, { carried }: Draft, context: Context): Raw {
  const [what, path = '', rowId = ''] = act.split(':');
  if (what === 'add') return addRow(form, page, values, path, context.id());
  if (what === 'remove') return removeRow(form, page, values, path, rowId);
  const isDone = act === 'continue' && Object.keys(checkPage(form, page, values, carried)).length === 0;
  if (!isDone) return values;
  const taken = lookedAt(form, page, values);
  return pageOf(form, page)?.onward?.(taken) ?? taken;
}

function next(form: Form, { act, page }: Filled, draft: Draft): Shown {
  const { values, carried } = draft;
  if (act.startsWith('change:')) {
    const wanted = act.slice('change:'.length);
    return { page: pageOf(form, wanted) ? wanted : CHECK };
  }
  if (act === 'back') return { page: page === SAFE_WRITING ? CHECK : (pageBefore(form, page, draft) ?? page) };
  if (act !== 'continue') return { page };
  const errors = checkPage(form, page, values, carried);
  if (Object.keys(errors).length > 0) return { page, errors };
  const unfinished = toShow(form, values, carried);
  if (unfinished.length === 0) return { page: CHECK };
  const pages = Object.keys(form.pages);
  return { page: unfinished.find((name) => pages.indexOf(name) > pages.indexOf(page)) ?? unfinished[0] ?? CHECK };
}

async function send(command: AnyFormCommand, draft: Draft, filled: Filled, context: Context): Promise<Next> {
  const parsed = parseForm(command.form, draft.values, draft.carried);
  if (!parsed.ok) return page(command, draft, context, { page: parsed.page, errors: parsed.errors, alert: NOT_SENT });
  const asked = await asksBeforeSending(command, draft, filled, context);
  if (asked) return asked;
  const input = command.input.parse(JSON.parse(draft.carried.input ?? '{}'));
  const { id, carried, values: raw } = draft;
  const sent: Sent = await command.run(input, parsed.values, context, { id, carried, raw });
  if (sent.kind === 'refused') {
    const blocks = [...sent.dialog.blocks, ...keeping(answerBlocks(command.form, raw, carried))];
    return { kind: 'page', dialog: { ...sent.dialog, blocks } };
  }
  if (sent.kind === 'wrong') {
    const { page: at, errors, alert = NOT_SENT } = sent;
    const now = { ...draft, carried: { ...carried, ...sent.carried } };
    await context.store.drafts.save(id, { page: at, carried: now.carried });
    return page(command, now, context, { page: at, errors, alert });
  }
  await keepOverridden(command, draft, context, sent.made);
  await context.store.drafts.sent(draft.id, context.now, sent);
  return sent;
}

/** What somebody typed into forms that are not theirs to open any more: nothing typed is lost with a role. */
export async function keptBlocks({ name, form }: AnyFormCommand, { store, person }: Context): Promise<Block[]> {
  const kept = (await store.drafts.unsent(person.key, name)).flatMap(({ values, carried }) => {
    const answers = answerBlocks(form, values, carried);
    return answers.length > 0 ? [...(form.about?.(carried) ?? []), ...answers] : [];
  });
  return keeping(kept);
}

function keeping(kept: Block[]): Block[] {
  return kept.length > 0 ? [paragraph('What you wrote is kept, and stands below.'), ...kept] : [];
}

/** A page made again from what was submitted and nothing else, for when there is nothing else to make it from. */
export function rebuilt(form: Form, filled: Filled, alert: string): Dialog {
  const { draftId: id, partnershipId, revision, page, command } = filled;
  const values = merge(form, page, {}, filled.values);
  const draft = { id, partnershipId, revision, values, carried: {} };
  const dialog =
    page === SAFE_WRITING
      ? safeWritingDialog(form, command, draft, { found: [], reason: filled.values[REASON] ?? '', alert })
      : dialogFor(form, command, draft, { page, alert });
  if (pageOf(form, page) || !dialog.form) return dialog;
  // The answers are not on screen to be rebuilt; they were kept when their pages were.
  const said = { type: 'paragraph' as const, text: [{ type: 'text' as const, text: 'Your answers are kept.' }] };
  return { ...dialog, blocks: [...dialog.blocks, said], form: { ...dialog.form, answers: [] } };
}
