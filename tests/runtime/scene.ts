import { afterEach } from 'vitest';
import { jobs } from '../../src/jobs/index.ts';
import type { Mode, Register } from '../../src/partnership/register.ts';
import { createRuntime } from '../../src/runtime/runtime.ts';
import { freshDatabase } from '../support/database.ts';
import { silent } from './support.ts';
import { at, importRegister, movable, recordingPorts, smallRegister } from './world.ts';

const ending: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0)) await end();
});

export type Scene = Awaited<ReturnType<typeof scene>>;

/** A partnership in a database of its own, imported on the last day of a quarter, with the clockwork that serves it. */
export async function scene(given: { register?: Register; from?: Date; mode?: Mode; runtimes?: number } = {}) {
  const { register = smallRegister(), from = at('2021-03-31', 8), mode = 'live' } = given;
  let made = 0;
  const id = () => `id-${String(++made).padStart(6, '0')}`;
  const { database, url, drop } = await freshDatabase(id);
  const clock = movable(from);
  const platform = recordingPorts();
  const partnershipId = await importRegister(database, register, from, mode);
  const runtime = () => createRuntime({ database, jobs, ports: platform.ports, clock, id, log: silent });
  const one = runtime();
  ending.push(async () => {
    await one.stop();
    await drop();
  });
  return {
    database,
    url,
    partnershipId,
    clock,
    platform,
    runtime: one,
    /** Another program on the same database. */
    another: runtime,
    /** Moves the calendar and does what follows. */
    async go(to: Date) {
      clock.to(to);
      await one.settle();
    },
    log: () => database.delivery.log(partnershipId),
    mode: (wanted: Mode) => database.transact(partnershipId, (store) => store.setMode(wanted)),
  };
}
