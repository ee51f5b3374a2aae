import { z } from 'zod';
import { fieldOf, type Mistake, suggestion } from './mistake.ts';
import type { Path, YamlDocument } from './yaml-document.ts';

type Issue = z.core.$ZodIssue;

const KINDS: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a list of named fields',
  record: 'a list of named fields',
};

/** How many unknown fields are told what may have been meant: it is found by comparing letter by letter. */
const MOST_SUGGESTED = 1_000;

/** What a schema finds wrong with a document, in words for whoever wrote it. */
export function schemaMistakes(
  schema: z.ZodType,
  issues: readonly Issue[],
  document: YamlDocument,
  file: string,
): Mistake[] {
  let suggested = 0;
  const meant = (key: string, path: Path) =>
    ++suggested > MOST_SUGGESTED ? '' : suggestion(key, fieldsAt(schema, path), 'fields');
  return issues.flatMap((issue): Mistake[] => {
    const path = issue.path as Path;
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({
        file,
        line: document.lineOf([...path, key]),
        field: fieldOf([...path, key]),
        value: key,
        message: `is not a field here. ${meant(key, path)}`.trim(),
      }));
    const value = valueAt(document.data, path);
    return [
      {
        file,
        line: document.lineOf(path),
        field: fieldOf(path),
        value: issue.code === 'invalid_key' ? String(path.at(-1)) : inWords(value),
        message: value === undefined ? `is missing. It ${wanted(issue)}.` : `${wanted(issue)}.`,
      },
    ];
  });
}

/** What is wanted, beginning with "must". */
function wanted(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${KINDS[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return issue.values.length === 1
        ? `must be ${String(issue.values[0])}`
        : `must be one of ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      if (issue.origin === 'string') return 'must not be empty';
      return `must be ${String(issue.minimum)} or more`;
    case 'too_big':
      if (issue.origin === 'string') return `must be ${String(issue.maximum)} characters or less`;
      return issue.origin === 'array'
        ? `must have ${String(issue.maximum)} entries or fewer`
        : `must be ${String(issue.maximum)} or less`;
    case 'invalid_key':
      return issue.issues[0]?.message ?? issue.message;
    default:
      return issue.message;
  }
}

/** The names of the fields that a schema has at a path. */
function fieldsAt(schema: z.ZodType, path: Path): string[] {
  let at: unknown = schema;
  for (const step of path) {
    at = bare(at);
    if (at instanceof z.ZodObject) at = at.shape[String(step)];
    else if (at instanceof z.ZodRecord) at = at.valueType;
    else if (at instanceof z.ZodArray) at = at.element;
    else return [];
  }
  at = bare(at);
  return at instanceof z.ZodObject ? Object.keys(at.shape) : [];
}

function bare(schema: unknown): unknown {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault ? bare(schema.unwrap()) : schema;
}

/** What stands at a path in plain data, or undefined. */
export function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (at, step) => (isRecord(at) && Object.hasOwn(at, step) ? at[step as keyof typeof at] : undefined),
    data,
  );
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function inWords(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
