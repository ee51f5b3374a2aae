import { narrativeForm } from '../commands/narrative-form.ts';
import { recordForm } from '../commands/record.ts';
import { reportForm } from '../commands/report-form.ts';
import type { RehearsedReport, RehearsedWords } from '../partnership/rehearsal.ts';
import type { Form } from '../views/form.ts';
import { fieldsOf } from '../views/forms/raw.ts';
import { COUNTYWIDE } from '../views/narrative-words.ts';
import { DIRECTIONS, NEEDED, OUTCOMES, RATINGS } from '../views/report-words.ts';
import type { Player } from './player.ts';

/** What each field of a form is called on screen, by its name or `rows.field`. */
function labelsOf(form: Form): Record<string, string> {
  return Object.fromEntries(
    Object.keys(form.pages)
      .flatMap((page) => fieldsOf(form, page))
      .flatMap(([name, field]) => [
        [name, field.label],
        ...Object.entries(field.fields ?? {}).map(([inner, { label }]) => [`${name}.${inner}`, label]),
      ]),
  );
}

const REPORT = labelsOf(reportForm);
const RECORD = labelsOf(recordForm);
const NARRATIVE = labelsOf(narrativeForm);

/** In turn, so that a rehearsed board reads of each. */
const BECAME = [OUTCOMES.done, OUTCOMES.carried, OUTCOMES.dropped];

const GOES_ON = 'Save and continue';

type Filling = [label: string, value: string | string[] | null];

/** Fills one page of the open form and goes on. What is null is left as it is. */
export async function fillsPage(player: Player, values: Filling[]): Promise<void> {
  await player.fills(values.filter((one): one is [string, string | string[]] => one[1] !== null));
  await player.presses(GOES_ON);
}

/** What stands in the fields of a form, by name or `rows.field`; of rows, one after another. */
export type Filled = Record<string, string | string[] | null>;

/**
 * Fills the pages of the open form, whichever it shows, up to its answers. What is chosen may be given by the beginning
 * of its words.
 * @throws where a page is not taken
 */
export async function fillsForm(player: Player, form: Form, values: Filled): Promise<void> {
  const labels = labelsOf(form);
  const rowNames = Object.fromEntries(
    Object.keys(form.pages).flatMap((page) => fieldsOf(form, page).map(([name, field]) => [name, field.rowName])),
  );
  const called = (label: string) =>
    player.inputs().filter((input) => input.label.replace(/ \(optional\)$/, '') === label);
  while (player.dialog()?.includes(`[${GOES_ON}]`)) {
    const here = Object.entries(values).flatMap(([name, value]) => {
      const label = labels[name]!;
      if (value === null || called(label).length === 0) return [];
      return [{ label, rows: name.includes('.') ? [value].flat() : [value], row: rowNames[name.split('.')[0]!] }];
    });
    for (const { label, rows, row } of here)
      while (called(label).length < rows.length) await player.presses(`Add another ${row}`);
    await fillsPage(
      player,
      here.flatMap(({ label, rows }) =>
        called(label).map(({ options }, index): Filling => [label, chosen(options, rows[index] ?? null)]),
      ),
    );
    if (/^Error: /m.test(player.dialog() ?? '')) throw new Error(`A page was not taken.\n${player.dialog()}`);
  }
}

/** Of what can be chosen, what is called so, or begins so. */
function chosen(options: { label: string }[] | undefined, value: Filling[1]): Filling[1] {
  if (!options || value === null) return value;
  const all = options.map(({ label }) => label);
  const of = (wanted: string) =>
    all.includes(wanted) ? wanted : (all.find((one) => one.startsWith(wanted)) ?? wanted);
  return typeof value === 'string' ? of(value) : value.map(of);
}

/** Fills the pages of a report, as a person would, up to the answers. */
export async function fillsReport(player: Player, report: RehearsedReport): Promise<void> {
  const steps = player.inputs().filter(({ label }) => label === REPORT['steps.outcome']);
  if (steps.length > 0)
    await fillsPage(
      player,
      steps.map(({ label }, index) => [label, BECAME[index % BECAME.length]!]),
    );
  await fillsPage(player, [
    [REPORT.rating!, RATINGS[report.rating]],
    [REPORT.reason!, report.reason],
    [REPORT.direction!, DIRECTIONS[report.direction]],
  ]);
  await fillsRows(player, 'achieved', 'Add another achievement', report.achieved);
  await fillsRows(player, 'next', 'Add another next step', report.next);
  await fillsPage(player, [
    [REPORT.headline!, report.headline],
    [REPORT.needed!, NEEDED[report.needed]],
    [REPORT.ask!, report.ask],
  ]);
}

/** Fills the pages of a narrative, as a person would, up to the answers. */
export async function fillsNarrative(player: Player, narrative: RehearsedWords): Promise<void> {
  const { changed, headline, consider, emerging, doing } = narrative;
  await fillsPage(player, [[NARRATIVE.changed!, changed]]);
  await fillsPage(player, [
    [NARRATIVE.inShort!, headline],
    [NARRATIVE.countywide!, COUNTYWIDE[consider ? 'yes' : 'no']],
    [NARRATIVE.consider!, consider],
  ]);
  if (emerging.length > 0) {
    await player.presses(narrativeForm.pages.emerging.optional!);
    while (
      player.inputs().filter(({ label }) => label.startsWith(NARRATIVE['emerging.what']!)).length < emerging.length
    )
      await player.presses('Add another risk or issue');
    await fillsPage(
      player,
      emerging.map((what): [string, string] => [NARRATIVE['emerging.what']!, what]),
    );
  }
  if (!doing) return;
  await player.presses(narrativeForm.pages.doing.optional!);
  await fillsPage(player, [[NARRATIVE.doing!, doing]]);
}

/** From whom and when a report was received elsewhere: the page before those of the report itself. */
export async function fillsReceived(player: Player, from: string, receivedOn: string): Promise<void> {
  const known = player.inputs().find(({ label }) => label === RECORD.from)?.options ?? [];
  const isKnown = known.some(({ label }) => label === from);
  await fillsPage(player, [
    [RECORD.from!, isKnown ? from : 'Somebody else'],
    [RECORD.name!, isKnown ? null : from],
    [RECORD.receivedOn!, receivedOn],
  ]);
}

/** What was carried on from the last report stands there already, and is kept. */
async function fillsRows(player: Player, name: string, add: string, rows: Record<string, string>[]): Promise<void> {
  const standing = player.inputs().filter(({ label }) => label.startsWith(REPORT[`${name}.what`]!));
  const kept = standing.map(({ value }) => value).filter((value) => value !== '');
  const more = rows.filter(({ what }) => !kept.includes(what ?? ''));
  for (let count = standing.length; count < kept.length + more.length; count += 1) await player.presses(add);
  const fields = [...new Set(more.flatMap(Object.keys))];
  await fillsPage(
    player,
    fields.flatMap((inner) => {
      const label = REPORT[`${name}.${inner}`]!;
      const there = player.inputs().filter((one) => one.label.replace(/ \(optional\)$/, '') === label);
      return there.map(({ value }, row): [string, string | null] => [label, more[row - kept.length]?.[inner] ?? value]);
    }),
  );
}
