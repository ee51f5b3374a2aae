import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import type { Field, Form } from '../../src/views/form.ts';
import { checkPage } from '../../src/views/forms/check.ts';
import { CHECK } from '../../src/views/forms/raw.ts';
import { dialogFor } from '../../src/views/forms/show.ts';
import { fitsDialog, fitsMessage, PARTNERSHIP } from './fitting.ts';
import { FILLINGS, filled, LONG, owed } from './longest.ts';
import { DIALOGS, MESSAGES } from './makers.ts';

/** As many as a list holds, each as long as a name may be. */
const OPTIONS = JSON.stringify(
  Array.from({ length: 12 }, (_, index) => ({ value: `option-${index}`, label: LONG, hint: LONG })),
);

describe.each(commands.flatMap((one) => (one.form ? [[one.name, one.form as Form] as const] : [])))(
  'the form of %s',
  (name, form) => {
    const carried = {
      return: PARTNERSHIP,
      version: '99',
      title: LONG,
      period: `Quarter 4 (January to March 2021) ${LONG}`,
      due: 'Due Friday 16 April 2021. Last time: Amber: some concerns.',
      previousRating: 'green',
      correcting: `This changes the report that ${LONG} sent, reference SNB-999999.`,
      draft: `${LONG} prepared this.`,
      approval: `${LONG} approves it before it goes to the board.`,
      warning: `The meeting of the ${LONG} is on Friday 16 April 2021. ${LONG}`,
      officer: LONG,
      officerName: LONG,
      people: JSON.stringify(Array.from({ length: 20 }, (_, index) => ({ value: `person-${index}`, label: LONG }))),
      reference: 'SNB-999999',
      asked: LONG,
      since: JSON.stringify(Array.from({ length: 6 }, () => LONG.repeat(7))),
      forName: LONG,
      ...Object.fromEntries(
        ['priorities', 'areas', 'similar', 'meetings', 'others', 'to'].map((name) => [name, OPTIONS]),
      ),
    };
    const pages = [...Object.keys(form.pages), CHECK];

    test.each(
      FILLINGS.flatMap(([words, of]) => [
        [`to its limits with ${words}`, (field: Field) => of(field.limit ?? 20)] as const,
        [`with 3,000 characters of ${words} in every field`, () => of(3_000)] as const,
      ]),
    )('filled %s, fits both platforms on every page, with every error', (_, fill) => {
      const values = filled(form, fill, carried);
      for (const page of pages) {
        const draft = { id: PARTNERSHIP, partnershipId: PARTNERSHIP, revision: 99, values, carried };
        const errors = checkPage(form, page, values, carried);
        // What fits below an alert fits without one.
        fitsDialog(dialogFor(form, name, draft, { page, errors, alert: 'Not confirmed yet. Send again' }));
      }
    });
  },
);

test('nothing that makes a message or a page is forgotten here', () => {
  expect(makers()).toEqual({ Message: Object.keys(MESSAGES).sort(), Dialog: Object.keys(DIALOGS).sort() });
  expect(owed).toHaveLength(11);
});

test.each(Object.entries(MESSAGES))('%s, with the longest of everything, fits both platforms in parts', (_, make) => {
  for (const message of make()) fitsMessage(message);
});

test.each(Object.entries(DIALOGS))('%s, with the longest of everything, fits both platforms', (_, make) => {
  for (const dialog of make()) fitsDialog(dialog);
});

/** The exported functions of src/views that say they return a message or a dialog. */
function makers(): { Message: string[]; Dialog: string[] } {
  const views = fileURLToPath(new URL('../../src/views/', import.meta.url));
  const files = fs.readdirSync(views, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const found = { Message: [] as string[], Dialog: [] as string[] };
  for (const file of files) {
    const source = ts.createSourceFile(file, fs.readFileSync(path.join(views, file), 'utf8'), ts.ScriptTarget.Latest);
    source.forEachChild((node) => {
      if (!ts.isFunctionDeclaration(node) || !node.name) return;
      const type = node.type?.getText(source);
      if (type !== 'Message' && type !== 'Dialog') return;
      if (node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) found[type].push(node.name.text);
    });
  }
  return { Message: found.Message.sort(), Dialog: found.Dialog.sort() };
}
