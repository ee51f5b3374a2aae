import { formatDay, isRealDay } from '../../partnership/day.ts';
import type { AnswerGroup, GivenAnswer } from '../dialog.ts';
import { type Carried, type Field, type Form, optionsOf, type Page, type Raw } from '../form.ts';
import { type Block, line } from '../message.ts';
import { labelsIn } from '../several.ts';
import { fieldsOf, isBlankRow, isShown, rowsIn, standsIn } from './raw.ts';

const startOf = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Check your answers: every page with what was given on it, and the way back to it. */
export function answerGroups(form: Form, raw: Raw, carried: Carried): AnswerGroup[] {
  const pages = Object.entries(form.pages).filter(([name]) =>
    fieldsOf(form, name).some(([, field]) => isShown(field, raw, carried)),
  );
  return pages.map(([name, page]) => {
    const given = fieldsOf(form, name).flatMap(([path, field]) => answersTo(field, path, raw, carried));
    const unused = page.optional !== undefined && given.every(({ lines }) => lines.length === 0);
    return {
      title: page.title,
      answers: unused ? [{ label: page.title, lines: [] }] : given,
      change: { label: changeLabel(page, unused), act: `change:${name}` as const },
    };
  });
}

/** What the button says that leads back to a page. */
export function changeLabel(page: Page, unused: boolean): string {
  if (unused && page.optional) return page.optional;
  return page.change ?? `Change ${startOf(page.title)}`;
}

function answersTo(field: Field, path: string, raw: Raw, carried: Carried): GivenAnswer[] {
  if (field.kind === 'note' || !isShown(field, raw, carried)) return [];
  if (field.kind !== 'rows')
    return [{ label: field.label, lines: linesOf(field, standsIn(field, path, raw, carried), carried) }];
  const rows = rowsIn(raw, path).filter((row) => !isBlankRow(field, row));
  if (rows.length === 0) return [{ label: field.label, lines: [] }];
  return rows.map((row, index) => ({
    label: `${capital(field.rowName ?? field.label)} ${index + 1}`,
    lines: Object.entries(field.fields ?? {}).flatMap(([name, one], place) => {
      const [first, ...more] = linesOf(one, standsIn(one, name, row, carried), carried);
      if (first === undefined) return [];
      return [place === 0 ? first : `${one.label}: ${first}`, ...more];
    }),
  }));
}

/** What was typed, as it is read: a choice by its words, a day written out. Nothing given is no lines. */
export function linesOf(field: Field, typed: string, carried: Carried): string[] {
  const trimmed = typed.trim();
  if (trimmed === '') return [];
  if (field.kind === 'choice') {
    return [optionsOf(field, carried)?.find(({ value }) => value === trimmed)?.label ?? trimmed];
  }
  if (field.kind === 'choices') return labelsIn(trimmed, optionsOf(field, carried));
  if (field.kind === 'date') return [isRealDay(trimmed) ? formatDay(trimmed) : trimmed];
  if (field.kind === 'given' && isRealDay(trimmed)) return [formatDay(trimmed)];
  if (field.kind === 'money') return [trimmed.startsWith('£') ? trimmed : `£${trimmed}`];
  return trimmed.split('\n');
}

/** The answers that were given, to be read where the form itself cannot be shown any more. */
export function answerBlocks(form: Form, raw: Raw, carried: Carried): Block[] {
  const facts = answerGroups(form, raw, carried)
    .flatMap(({ answers }) => answers)
    .filter(({ lines }) => lines.length > 0)
    .map(({ label, lines }) => ({ label, value: line(lines.join('\n')) }));
  return facts.length > 0 ? [{ type: 'facts', facts }] : [];
}
