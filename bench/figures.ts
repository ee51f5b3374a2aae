/** Milliseconds of one thing, done several times. */
export interface Figures {
  median: number;
  p95: number;
}

export function figures(milliseconds: number[]): Figures {
  const sorted = milliseconds.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
  return { median: at(0.5), p95: at(0.95) };
}

/** A row of the table, with its widths kept: numbers to the right. */
export function row(name: string, ...numbers: string[]): string {
  return name.padEnd(44) + numbers.map((number) => number.padStart(10)).join('');
}

export const ms = (value: number): string => value.toFixed(1);

/** How many times as long: what a busy machine changes least. */
export const ratio = (ours: number, bare: number): string => `${(ours / bare).toFixed(1)} x`;
