import type { Log } from '../../src/bot/platform.ts';

/** A log that nobody reads. */
export const silent: Log = { info() {}, warn() {}, error() {} };
