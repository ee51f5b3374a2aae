import { type Block, line } from './message.ts';

/** The answers that were given, each under its label; nothing where none was. */
export function givenFacts(...all: [label: string, value: string | undefined, note?: string][]): Block[] {
  const given = all.filter((one): one is [string, string, string?] => !!one[1]);
  if (given.length === 0) return [];
  return [
    { type: 'facts', facts: given.map(([label, value, note = '']) => ({ label, value: line(`${value}${note}`) })) },
  ];
}
