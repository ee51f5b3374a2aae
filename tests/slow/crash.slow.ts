import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import pg from 'pg';
import { expect, test } from 'vitest';
import { type Program, page, processesOf, startProgram, temporaryFolder, until } from './program.ts';

const ROUNDS = Number(process.env.CRASHES ?? 10);
/** The lead of two priorities: every round corrects one of her reports. */
const LEAD = 'priya-raman';

test(`killed ${ROUNDS} times while a report is being sent: nothing acknowledged is lost, and nobody is told twice`, async () => {
  const folder = path.join(temporaryFolder(), 'data');
  const seed = 20_210_416;
  const moments = fc.sample(fc.integer({ min: 0, max: 300 }), { numRuns: ROUNDS, seed });
  let program = await started(folder);
  await page(program.port).move('next');
  await settled(folder);
  const acknowledged: string[] = [];

  for (const [round, moment] of moments.entries()) {
    const headline = `What was achieved in round ${round + 1}`;
    const priya = await page(program.port).person(LEAD, 'slack');
    if (priya.dialog()) await priya.closes();
    if (round === 0) {
      await priya.presses('Report on domestic abuse');
      await priya.fills([
        ['Rating', 'Green: on track'],
        ['Direction', 'Improving'],
      ]);
      await priya.presses('Save and continue');
      await priya.fills([['What you achieved', 'A partnership board']]);
      await priya.presses('Save and continue');
      await priya.fills([['What you will do', 'Finish the needs assessment']]);
      await priya.presses('Save and continue');
      await priya.fills([
        ['Headline', headline],
        ['What you need from the board', 'Nothing'],
      ]);
      await priya.presses('Save and continue');
    } else {
      const [label = ''] = priya.buttons().filter((one) => /^(Change the report|Report) on domestic abuse$/.test(one));
      await priya.presses(label);
      // On a machine that is busy just after the start: as everybody is told to, again.
      for (let again = 0; again < 5 && priya.dialog()?.startsWith('Not confirmed yet'); again += 1) {
        await priya.closes();
        await priya.presses(label);
      }
      // A round that was cut short left its draft at the answers; anything else starts there too.
      await priya.presses('Change headline and what you need');
      await priya.fills([['Headline', headline]]);
      await priya.presses('Save and continue');
    }
    expect(priya.dialog()).toContain(headline);
    const sending = priya.presses('Send report to the board').then(
      () => priya.dialog() ?? '',
      () => '',
    );
    // While it is taken, or while what follows from it goes out.
    if (round % 2 === 1) await sending;
    await sleep(moment);
    killHard(program, folder);
    if (/Your reference is/.test(await sending)) acknowledged.push(headline);
    await program.ended;

    program = await started(folder);
    await halfAMinute(folder);
    const after = page(program.port);
    await settled(folder);
    const phone = await after.person(LEAD, 'slack');
    const { versions, headlines } = await kept(folder);
    for (const one of acknowledged) expect(headlines).toContain(one);
    expect(versions).toEqual(versions.map((_, index) => index + 1));
    const confirmed = phone
      .messages()
      .filter(({ summary }) => /^Report on domestic abuse (sent|corrected)/.test(summary));
    expect(confirmed).toHaveLength(versions.length);
    const subjects = confirmed.map(({ deliveryId }) => deliveryId);
    expect(new Set(subjects).size).toBe(subjects.length);
    const asked = phone.messages().filter(({ summary }) => /reports? due/.test(summary));
    expect(asked).toHaveLength(1);
    if (versions.length > 0) expect(phone.reads()).toContain('Domestic abuse: Sent, reference SNB-1');
    const told = await after.person('leila-farrow', 'slack');
    const heard = told.messages().filter(({ summary }) => /^Priya Raman (sent|corrected) /.test(summary));
    expect(heard).toHaveLength(versions.length);
  }
  process.stdout.write(`${acknowledged.length} of ${ROUNDS} were acknowledged before the program was killed.\n`);
  program.signal('SIGTERM');
  await program.ended;
  await until(() => processesOf(folder).length === 0, 'nothing is left running');
}, 900_000);

async function started(folder: string): Promise<Program> {
  const program = await startProgram(folder);
  await program.ready();
  return program;
}

/** The program and what started it, at once; its database runs on, as it does after a real crash. */
function killHard(program: Program, folder: string): void {
  program.signal('SIGKILL', 'terminal');
  expect(processesOf(folder).filter((one) => one.includes('cli.ts')).length).toBeLessThanOrEqual(1);
}

async function ask<T extends pg.QueryResultRow>(folder: string, statement: string): Promise<T[]> {
  const client = new pg.Client({ host: path.join(folder, 'run'), user: 'postgres', database: 'rehearsal' });
  await client.connect();
  try {
    return (await client.query<T>(statement)).rows;
  } finally {
    await client.end();
  }
}

/** Lets machine time pass for what was being sent when the program was killed. */
async function halfAMinute(folder: string): Promise<void> {
  await ask(folder, `update "Delivery" set "leasedUntil" = "leasedUntil" - interval '31 seconds'`);
}

/** Waits until nothing is on its way that may go out at the calendar's time. */
async function settled(folder: string): Promise<void> {
  const waiting = `select count(*)::int as count from "Delivery" where state in ('queued', 'sending')`;
  await until(async () => (await ask<{ count: number }>(folder, waiting))[0]?.count === 0, 'all is sent', 60);
}

async function kept(folder: string): Promise<{ versions: number[]; headlines: string[] }> {
  const rows = await ask<{ version: number; headline: string }>(
    folder,
    `select v.version, v.values->>'headline' as headline from "ReturnVersion" v join "Return" r on r.id = v."returnId"
     where r."subjectKey" = 'domestic-abuse' order by v.version`,
  );
  return { versions: rows.map(({ version }) => version), headlines: rows.map(({ headline }) => headline) };
}
