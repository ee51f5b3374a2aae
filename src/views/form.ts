import { z } from 'zod';
import { TOO_FAR } from '../partnership/day.ts';
import type { Block } from './message.ts';
import { keysIn } from './several.ts';

/** What was typed, as the platforms hand it over: strings, and rows with ids of their own. */
export type RawRow = { id: string } & Record<string, string>;
export type RawValue = string | RawRow[];
export type Raw = Record<string, RawValue>;

/** What is true around the form: what it was opened with. Predicates may look at it (the previous rating, say). */
export type Carried = Record<string, string>;
export type Predicate = (raw: Raw, carried: Carried) => boolean;

export interface Option {
  value: string;
  label: string;
  hint?: string;
}

interface Shared {
  label: string;
  hint?: string;
  /** Said when nothing was given: "Enter what you achieved in this period". */
  missing?: string;
  /** The field is shown, and checked, only while this holds. */
  when?: Predicate;
  /** An optional field that must be given while this holds. */
  requiredWhen?: Predicate;
  /** Offered as the value where nothing has been typed yet. */
  offer?: (raw: Raw, carried: Carried) => string | undefined;
  /** What is wrong with a value that the field itself accepts, in the light of what is carried. Of text, choice and date. */
  check?: (value: string, carried: Carried) => string | undefined;
}

export type FieldKind = 'text' | 'longText' | 'choice' | 'choices' | 'date' | 'money' | 'rows' | 'note' | 'given';

/** A field: what is shown, and the schema that turns what was typed into a value of type T. */
export interface Field<T = unknown> extends Shared {
  kind: FieldKind;
  required: boolean;
  /** Characters, for text. */
  limit?: number;
  options?: Option[];
  /** The options, where they are not known before the form is opened. */
  optionsFrom?: (carried: Carried) => Option[];
  /** How many rows there may be, or how many of several may be chosen. */
  min?: number;
  max?: number;
  /** For rows: the fields of each, and what a row is called ("achievement"). */
  fields?: Record<string, Field>;
  rowName?: string;
  /** For rows: they are given when the form opens, and none is added or removed. */
  fixed?: boolean;
  schema: z.ZodType<T>;
}

type Typed<T, O> = O extends { required: false } | { when: Predicate } ? T | undefined : T;
type Options<E = object> = Shared & { required?: boolean } & E;

const startOf = (label: string) => label.charAt(0).toLowerCase() + label.slice(1);

function field<T>(kind: FieldKind, options: Options, schema: z.ZodType<T>, extra: Partial<Field> = {}): Field<T> {
  const required = options.required ?? true;
  return { ...options, ...extra, kind, required, schema } as Field<T>;
}

function characters(options: Options<{ limit: number }>) {
  return z
    .string()
    .trim()
    .refine((text) => [...text].length <= options.limit, {
      error: `${options.label} must be ${options.limit.toLocaleString('en-GB')} characters or less`,
    });
}

/** One line of text. */
export function text<const O extends Options<{ limit: number }>>(options: O): Field<Typed<string, O>> {
  return field('text', options, characters(options), { limit: options.limit }) as Field<Typed<string, O>>;
}

/** Several lines of text. */
export function longText<const O extends Options<{ limit: number }>>(options: O): Field<Typed<string, O>> {
  return field('longText', options, characters(options), { limit: options.limit }) as Field<Typed<string, O>>;
}

/** One of a few. */
export function choice<
  const V extends string,
  const O extends Options<{ options: { value: V; label: string; hint?: string }[] }>,
>(options: O & { options: { value: V; label: string; hint?: string }[] }): Field<Typed<V, O>> {
  const values = options.options.map((one) => one.value) as [V, ...V[]];
  return field('choice', options, z.enum(values, { error: `Select ${startOf(options.label)}` })) as Field<Typed<V, O>>;
}

/** One of those that are known once the form is opened: what it carries says which. */
export function choiceFrom<const O extends Options<{ optionsFrom: (carried: Carried) => Option[] }>>(
  options: O,
): Field<Typed<string, O>> {
  const { optionsFrom } = options;
  return field('choice', options, z.string(), { optionsFrom }) as Field<Typed<string, O>>;
}

interface HowMany {
  min?: number;
  max?: number;
}

function severalOf<V extends string>(one: z.ZodType<V, string>, { min = 1, max = Number.POSITIVE_INFINITY }: HowMany) {
  return z
    .string()
    .transform(keysIn)
    .pipe(
      z
        .array(one)
        .min(min, { error: `Select at least ${min}` })
        .max(max, { error: `Select ${max} or fewer` }),
    );
}

/** Several of a few. */
export function choices<
  const V extends string,
  const O extends Options<HowMany & { options: { value: V; label: string; hint?: string }[] }>,
>(options: O & { options: { value: V; label: string; hint?: string }[] }): Field<Typed<V[], O>> {
  const values = options.options.map((one) => one.value) as [V, ...V[]];
  if (values.some((key) => key.includes(','))) throw new Error(`${options.label}: a key holds no comma`);
  const one = z.enum(values, { error: LIST_CHANGED }) as z.ZodType<V, string>;
  return field('choices', options, severalOf(one, options)) as Field<Typed<V[], O>>;
}

/** Several of those that are known once the form is opened. */
export function choicesFrom<const O extends Options<HowMany & { optionsFrom: (carried: Carried) => Option[] }>>(
  options: O,
): Field<Typed<string[], O>> {
  const { optionsFrom } = options;
  return field('choices', options, severalOf(z.string(), options), { optionsFrom }) as Field<Typed<string[], O>>;
}

/** A calendar day, from the platform's own date picker. */
export function date<const O extends Options>(options: O): Field<Typed<string, O>> {
  const real = z.iso
    .date({ error: `${options.label} must be a real date` })
    .refine((day) => day < TOO_FAR, { error: `${options.label} must be before 2100` });
  return field('date', options, real) as Field<Typed<string, O>>;
}

/** An amount in whole pounds, typed as people do: £12,500. */
export function money<const O extends Options>(options: O): Field<Typed<number, O>> {
  const pounds = z
    .string()
    .transform((typed) => typed.replace(/[£,\s]/g, ''))
    .refine((digits) => /^\d{1,12}(\.00?)?$/.test(digits), {
      error: `${options.label} must be an amount in whole pounds, like 12,500`,
    })
    .transform(Number);
  return field('money', options, pounds) as Field<Typed<number, O>>;
}

/** Our own words between the fields. */
export function note(label: string, when?: Predicate): Field<never> {
  return field('note', { label, when, required: false }, z.never());
}

/** What is known when the form opens: shown, never typed, and part of what is sent. Not shown where nothing is known. */
export function given(label: string): Field<string | undefined> {
  return field('given', { label, required: false }, z.string()) as Field<string | undefined>;
}

export type ValuesOf<F extends Record<string, Field>> = {
  [K in keyof F as F[K] extends Field<infer T> ? ([T] extends [never] ? never : K) : never]: F[K] extends Field<infer T>
    ? T
    : never;
};

/** From `min` to `max` rows of the same fields. A row has an id of its own, never its index. */
export function rows<const F extends Record<string, Field>>(
  options: Shared & { rowName: string; fields: F; min: number; max: number; fixed?: boolean },
): Field<ValuesOf<F>[]> {
  return field('rows', { ...options, required: options.min > 0 }, z.array(z.any())) as Field<ValuesOf<F>[]>;
}

/** One screen: at most four fields, or one `rows`. An optional page is not walked through, but offered when checking the answers. */
export interface Page<F extends Record<string, Field> = Record<string, Field>> {
  title: string;
  intro?: string;
  /** For a page that is offered, not asked: "Add money". */
  optional?: string;
  fields: F;
  /** What the button beside its answers says: "Change rating". From the title where absent. */
  change?: string;
  /** What its answers make of other pages, when somebody goes on from it. */
  onward?: (raw: Raw) => Raw;
}

export function page<const F extends Record<string, Field>>(page: Page<F>): Page<F> {
  return page;
}

type Merge<U> = (U extends unknown ? (one: U) => void : never) extends (all: infer I) => void
  ? { [K in keyof I]: I[K] }
  : never;

export interface Form<P extends Record<string, Page> = Record<string, Page>> {
  /** 24 characters at most, whatever is carried: the tighter platform's limit for a dialog. */
  title: string | ((carried: Carried) => string);
  pages: P;
  /** What the button that sends says: "Send report to the Board". At most 24 characters, whatever is carried. */
  send: string | ((carried: Carried) => string);
  /** Who will see this, said on every page: "OFFICIAL. The Board and the secretariat will see this." */
  audience: string;
  /** What is typed is read by others: what may point to one person is asked about before it is sent. */
  checked?: boolean;
  /** What it is about, said at the top of every page. Must hold when nothing is known any more. */
  about?: (carried: Carried) => Block[];
}

export function form<const P extends Record<string, Page>>(form: Form<P>): Form<P> {
  return form;
}

/** What `run` receives: the values of every field of every page. */
export type FormValues<F extends Form> =
  F extends Form<infer P>
    ? Merge<{ [K in keyof P]: P[K] extends Page<infer Fs> ? ValuesOf<Fs> : never }[keyof P]>
    : never;

/** The options of a choice in a form that carries this. */
export function optionsOf({ options, optionsFrom }: Field, carried: Carried): Option[] | undefined {
  return optionsFrom ? optionsFrom(carried) : options;
}

/** Said where something was chosen that is not offered any more. */
export const LIST_CHANGED = 'Select again: the list has changed';

/** By path: `rating`, or `achieved.<row id>.what`. */
export type Errors = Record<string, string>;
