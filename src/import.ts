import { readFileSync } from 'node:fs';
import path from 'node:path';
import { linkWaiting } from './bot/linking.ts';
import type { Config } from './config.ts';
import { readAgreement } from './files/agreement.ts';
import { formatMistakes } from './files/mistake.ts';
import { formatChanges } from './partnership/change-words.ts';
import { type Change, changes, upserts } from './partnership/changes.ts';
import { localDay } from './partnership/contact.ts';
import type { Mode, Register } from './partnership/register.ts';
import { calendarIn } from './rehearsal/dates.ts';
import { systemClock } from './runtime/clock.ts';
import { randomIds } from './runtime/ids.ts';
import { createLog } from './runtime/log.ts';
import { OperatorError } from './store/errors.ts';
import { startDatabase } from './store/start.ts';
import type { Database } from './store/store.ts';

/** Reads an agreement file as the operator names it. @throws OperatorError with every mistake in it */
export function readAgreementFile(config: Config, file: string) {
  let text: string;
  try {
    text = readFileSync(path.resolve(config.workingDir, file), 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why =
      code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : `the system says ${code}`;
    throw new OperatorError(
      `${file} cannot be read: ${why}. Name an agreement, such as examples/nottinghamshire-2020-23.yaml.`,
    );
  }
  const reading = readAgreement(text, file);
  if (!reading.ok) throw new OperatorError(`${formatMistakes(reading.mistakes)}\nNothing was changed.`);
  return reading;
}

/**
 * Refuses a database that is not this program's to use: a rehearsal moves its calendar and answers for people, so it
 * never runs where somebody real is, and nobody real is ever served from a rehearsal.
 * @throws OperatorError saying what to do instead
 */
export async function keepApart(database: Database, rehearsing: boolean): Promise<void> {
  const other = (await database.partnerships()).find(({ rehearsed }) => rehearsed !== rehearsing);
  if (!other) return;
  throw new OperatorError(
    rehearsing
      ? `This database holds the ${other.name}, which is no rehearsal. A rehearsal never runs on a database with a real partnership: set CONNECTIONS to serve it, or rehearse with another DATA_DIR or DATABASE_URL.`
      : `This database holds a rehearsal of the ${other.name}. Nobody real is served from a rehearsal: set DATA_DIR or DATABASE_URL to another database, or unset CONNECTIONS to rehearse.`,
  );
}

/**
 * Brings a partnership's register up to date, in one transaction. What the register holds and the file does not is ended
 * on the day of `now`. `before` is told of the changes before they are made.
 */
export async function importRegister(
  database: Database,
  wanted: Register,
  {
    mode,
    rehearsed,
    now,
    before,
  }: { mode: Mode; rehearsed: boolean; now: Date; before?: (changes: Change[], current: Register) => void },
): Promise<string> {
  const today = localDay(now, wanted.partnership.timeZone);
  const partnershipId = await database.partnershipFor(wanted.partnership, mode, rehearsed);
  await database.transact(partnershipId, async (store) => {
    const current = await store.register();
    const found = changes(current, wanted, today);
    before?.(found, current);
    if (found.length > 0) await store.applyRegister({ partnership: wanted.partnership, upserts: upserts(found) }, now);
    await linkWaiting(store, now);
  });
  return partnershipId;
}

/**
 * The operator's import: prints what changes, then changes it. In a rehearsal it happens on the rehearsal's calendar.
 * @throws OperatorError with every mistake in the file; nothing is changed then
 */
export async function importFile(
  config: Config,
  file: string,
  { dryRun, say }: { dryRun: boolean; say: (line: string) => void },
): Promise<void> {
  const { register } = readAgreementFile(config, file);
  const log = createLog({ level: config.logLevel, pretty: process.stderr.isTTY === true, stream: process.stderr });
  const { database, close } = await startDatabase(config.database, { id: randomIds(), log });
  try {
    const rehearsed = config.connections === null;
    await keepApart(database, rehearsed);
    const now = rehearsed ? calendarIn(config.rehearsalDir, register).now() : systemClock.now();
    const today = localDay(now, register.partnership.timeZone);
    const tell = (found: Change[], current: Register | null) => say(formatChanges(found, current, register, today));
    if (dryRun) {
      const partnershipId = await database.findPartnership(register.partnership.key);
      const current = partnershipId ? await database.read(partnershipId, (reader) => reader.register()) : null;
      tell(changes(current, register, today), current);
      say('Nothing was changed: this was a dry run.');
    } else {
      // What is imported for real people reaches none of them until the programme manager says so.
      await importRegister(database, register, { mode: rehearsed ? 'live' : 'pilot', rehearsed, now, before: tell });
      say('Done.');
    }
  } finally {
    await close();
  }
}
