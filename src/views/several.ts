import type { Option } from './form.ts';

/** What stands in a field of several: keys, which hold no comma, with commas between them. Each counts once. */
export function keysIn(typed: string): string[] {
  const keys = typed.split(',').map((key) => key.trim());
  return [...new Set(keys)].filter((key) => key !== '');
}

/** What is chosen in a field of several, by its words, in the order in which it is offered. */
export function labelsIn(typed: string, options: Option[] = []): string[] {
  const keys = keysIn(typed);
  const offered = options.filter(({ value }) => keys.includes(value));
  const others = keys.filter((key) => !offered.some(({ value }) => value === key));
  return [...offered.map(({ label }) => label), ...others];
}
