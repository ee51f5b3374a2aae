import fs from 'node:fs';
import { parse } from 'yaml';
import { findPersonal } from '../../../src/partnership/safe-writing/find-personal.ts';
import type { Kind } from '../../../src/partnership/safe-writing/finding.ts';

/** How the files name each kind. */
const CLASSES: Record<Kind, string> = {
  dateOfBirth: 'date of birth',
  postcode: 'postcode',
  phone: 'phone',
  email: 'email',
  nationalInsurance: 'national insurance number',
  nhsNumber: 'nhs number',
  crimeReference: 'crime reference',
  courtesyTitle: 'courtesy title',
  victim: 'victim',
};

export interface Labelled {
  of: Record<Kind, string[]>;
  clean: string[];
  reports: string[];
}

const read = (name: string) => parse(fs.readFileSync(new URL(`${name}.yaml`, import.meta.url), 'utf8'));
const lines = (text: string) => text.trim().split('\n');
const labelled = (written: Record<string, string>, clean: string, reports: string[]): Labelled => ({
  of: Object.fromEntries(
    Object.entries(CLASSES).map(([kind, name]) => [kind, lines(written[name]!)]),
  ) as Labelled['of'],
  clean: lines(clean),
  reports,
});

export const written = (): Labelled => labelled(read('sentences'), read('clean').sentences, read('reports'));
export function heldBack(): Labelled {
  const { clean, reports, ...sentences } = read('held-back');
  return labelled(sentences, clean, reports);
}

export interface Row {
  name: string;
  /** Of how many, how many were found; of clean ones, how many were warned about. */
  found: number;
  of: number;
  /** What should have been found, or should not. */
  wrong: string[];
}

const warned = (text: string) => findPersonal(text).length > 0;

export function measure({ of, clean, reports }: Labelled): { classes: Row[]; clean: Row[] } {
  return {
    classes: Object.entries(of).map(([kind, sentences]) => {
      const missed = sentences.filter((text) => !findPersonal(text).some((one) => one.kind === kind));
      return {
        name: CLASSES[kind as Kind],
        found: sentences.length - missed.length,
        of: sentences.length,
        wrong: missed,
      };
    }),
    clean: [
      { name: 'clean sentences', texts: clean },
      { name: 'clean reports', texts: reports },
    ].map(({ name, texts }) => {
      const wrong = texts
        .filter(warned)
        .map((text) => `${findPersonal(text).map(({ kind, words }) => `${kind} “${words}”`)}: ${text}`);
      return { name, found: wrong.length, of: texts.length, wrong };
    }),
  };
}

export function table({ classes, clean }: ReturnType<typeof measure>): string {
  const row = ({ name, found, of }: Row, words: string) =>
    `${name.padEnd(28)}${`${found} of ${of}`.padStart(12)}  ${(found / of).toFixed(3)} ${words}`;
  return [...classes.map((one) => row(one, 'found')), ...clean.map((one) => row(one, 'warned about'))].join('\n');
}
