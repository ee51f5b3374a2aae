import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { type Player, player } from '../../src/rehearsal/player.ts';
import type { ClientAct, Screen, StandIn } from '../../src/rehearsal/stand-in.ts';
import type { Platform } from '../../src/views/message.ts';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const EXAMPLE = 'examples/nottinghamshire-2020-23.yaml';

/** A folder that is gone after the test, and that any user may enter. */
export function temporaryFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'golden-thread-slow-'));
  fs.chmodSync(folder, 0o755);
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export interface Program {
  process: ChildProcess;
  port: number;
  /** What it printed so far. */
  output(): string;
  errors(): string;
  /** Its exit code, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals>;
  /** Milliseconds from the command to the first 200 of /readyz. */
  ready(): Promise<number>;
  /** Signals the command itself, as a supervisor does, or everything in its terminal, as Ctrl-C does. */
  signal(name: NodeJS.Signals, to?: 'command' | 'terminal'): void;
}

export interface RunOptions {
  env?: Record<string, string>;
  cwd?: string;
  user?: { uid: number; gid: number };
}

/** Runs a command of the README as somebody would in a terminal of their own. What still runs after the test is killed. */
export function run(command: string[], options: RunOptions = {}): Program {
  const [file = '', ...args] = command;
  const began = performance.now();
  const port = Number(options.env?.PORT ?? 0);
  const child = spawn(file, args, {
    cwd: options.cwd ?? ROOT,
    env: {
      PATH: process.env.PATH,
      HOME: os.homedir(),
      TMPDIR: os.tmpdir(),
      npm_config_update_notifier: 'false',
      ...options.env,
    },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...options.user,
  });
  let out = '';
  let err = '';
  child.stdout?.setEncoding('utf8').on('data', (text) => {
    out += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    err += text;
  });
  let over = false;
  const ended = new Promise<number | NodeJS.Signals>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      over = true;
      resolve(code ?? signal ?? 'SIGKILL');
    });
  });
  ended.catch(() => {});
  const kill = (pid: number, name: NodeJS.Signals) => {
    try {
      process.kill(pid, name);
    } catch {
      // It has ended already.
    }
  };
  onTestFinished(async () => {
    kill(-child.pid!, 'SIGTERM');
    await Promise.race([ended, sleep(15_000)]);
    kill(-child.pid!, 'SIGKILL');
  });
  return {
    process: child,
    port,
    output: () => out,
    errors: () =>
      err
        .split('\n')
        .filter((line) => !line.startsWith('npm warn '))
        .join('\n'),
    ended,
    async ready() {
      while (performance.now() - began < 120_000) {
        if (over) throw new Error(`It ended before it was ready:\n${out}\n${err}`);
        const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
        if (answer?.status === 200) return Math.round(performance.now() - began);
        await sleep(25);
      }
      throw new Error(`It was not ready within 2 minutes:\n${out}\n${err}`);
    },
    signal: (name, to = 'command') => kill(to === 'command' ? child.pid! : -child.pid!, name),
  };
}

export async function startProgram(dataDir: string, options: RunOptions = {}): Promise<Program> {
  const env = { DATA_DIR: dataDir, PORT: String(await freePort()), ...options.env };
  return run(['npm', 'start'], { ...options, env });
}

/** Every live process whose command or environment names this folder. */
export function processesOf(folder: string): string[] {
  return fs
    .readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid))
    .flatMap((pid) => {
      const read = (name: string) => {
        try {
          return fs.readFileSync(`/proc/${pid}/${name}`, 'utf8').replaceAll('\0', ' ');
        } catch {
          return '';
        }
      };
      // One that its parent has yet to notice has no command line any more.
      const command = read('cmdline');
      return command !== '' && `${command} ${read('environ')}`.includes(folder) ? [`${pid} ${command}`] : [];
    });
}

/** Waits for something that happens by itself soon. */
export async function until(holds: () => boolean | Promise<boolean>, what: string, seconds = 100): Promise<void> {
  const end = performance.now() + seconds * 1000;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`It did not happen within ${seconds} seconds: ${what}`);
    await sleep(25);
  }
}

/** The rehearsal page of a running program, asked as the page itself asks it. */
export function page(port: number) {
  const ask = async <T>(path: string, body?: unknown): Promise<T> => {
    const sent =
      body === undefined
        ? {}
        : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const answer = await fetch(`http://127.0.0.1:${port}/rehearsal/${path}`, sent);
    const given = (await answer.json()) as T & { error?: string };
    if (!answer.ok) throw new Error(`${path}: ${given.error}`);
    return given;
  };
  return {
    state: () => ask<{ calendar: { date: string } }>('state'),
    move: (to: 'day' | 'working-day' | 'next' | 'end') => ask('calendar', { to }),
    log: () => ask<{ to: string; about: string }[]>('log'),
    /** Somebody of the register at their phone. */
    async person(key: string, platform: Platform): Promise<Player & { looks(): Promise<void> }> {
      const query = new URLSearchParams({ person: key, platform });
      let screen: Screen = await ask(`screen?${query}`);
      const there: Pick<StandIn, 'screen' | 'act'> = {
        screen: () => screen,
        async act(_, act: ClientAct) {
          screen = await ask('act', { id: randomUUID(), person: key, platform, act });
        },
      };
      const looks = async () => {
        screen = await ask(`screen?${query}`);
      };
      return { ...player(there as StandIn, key), looks };
    },
  };
}
