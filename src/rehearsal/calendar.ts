import fs from 'node:fs';
import path from 'node:path';

/** A calendar that stands still until somebody moves it. */
export interface Calendar {
  now(): Date;
  set(to: Date): void;
}

/** A calendar for one run. */
export function calendar(start: Date): Calendar {
  let now = start;
  return {
    now: () => now,
    set(to) {
      now = to;
    },
  };
}

/** A calendar that stays where it was left when the program starts again. */
export function keptCalendar(file: string, start: Date): Calendar {
  const kept = fs.existsSync(file) ? new Date(fs.readFileSync(file, 'utf8').trim()) : start;
  const moved = calendar(kept);
  return {
    now: moved.now,
    set(to) {
      moved.set(to);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(`${file}.new`, `${to.toISOString()}\n`);
      fs.renameSync(`${file}.new`, file);
    },
  };
}
