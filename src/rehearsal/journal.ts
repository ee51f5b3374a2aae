import fs from 'node:fs';
import path from 'node:path';
import type { Journal } from './stand-in.ts';

/** A journal that is forgotten with the program. */
export function memoryJournal(): Journal {
  const entries: unknown[] = [];
  return { entries, append: (entry) => void entries.push(entry) };
}

/** A journal of one JSON value a line. A last line that was cut short by a crash was never acknowledged, and is dropped. */
export function fileJournal(file: string): Journal {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const text = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole.length < text.length) fs.writeFileSync(file, whole);
  const entries: unknown[] = whole
    .split('\n')
    .filter(Boolean)
    .map((entry) => JSON.parse(entry));
  return {
    entries,
    append(entry) {
      fs.appendFileSync(file, `${JSON.stringify(entry)}\n`);
      entries.push(entry);
    },
  };
}
