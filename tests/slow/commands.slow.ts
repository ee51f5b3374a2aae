import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { EXAMPLE, processesOf, ROOT, run, temporaryFolder, until } from './program.ts';

/** Runs a command of the program to its end, in a folder of its own. */
async function ends(script: string, args: string[], dataDir: string) {
  const program = run(['npm', 'run', '-s', script, '--', ...args], { env: { DATA_DIR: dataDir, TMPDIR: dataDir } });
  const code = await program.ended;
  await until(() => processesOf(dataDir).length === 0, 'nothing is left running');
  return { code, output: program.output(), errors: program.errors().trim() };
}

describe('npm run rehearse', () => {
  test('prints the same bytes twice: a line of JSON for each message, one prompt for each of ten posts and three partnerships, and a digest in each channel', async () => {
    const folder = temporaryFolder();
    fs.chmodSync(folder, 0o777);
    const began = performance.now();
    const first = await ends('rehearse', [EXAMPLE, '--json'], folder);
    process.stdout.write(`Rehearsed a quarter in ${Math.round(performance.now() - began)} ms.\n`);
    expect(first).toMatchObject({ code: 0, errors: '' });
    const second = await ends('rehearse', [EXAMPLE, '--json'], folder);
    expect(second.output === first.output).toBe(true);
    const messages: Record<string, string>[] = first.output
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    for (const message of messages) {
      expect(Object.keys(message)).toEqual(['at', 'platform', 'to', 'in', 'about', 'because', 'text']);
      expect(message.at).toMatch(/^2021-0[3-5]-\d\dT\d\d:\d\d:00\.000Z$/);
      expect(['slack', 'teams']).toContain(message.platform);
      expect(['direct', 'channel', 'home']).toContain(message.in);
      for (const part of ['to', 'about', 'because', 'text']) expect(message[part]).not.toBe('');
    }
    const about = (code: string) => messages.filter((message) => message.about === code);
    expect(new Set(about('report.prompt').map(({ to }) => to)).size).toBe(13);
    expect(about('report.prompt')).toHaveLength(13);
    expect(
      about('digest')
        .map(({ platform }) => platform)
        .sort(),
    ).toEqual(['slack', 'slack', 'teams']);
    expect(about('digest').every((message) => message.in === 'channel')).toBe(true);
    expect(fs.readdirSync(folder).filter((name) => name.startsWith('golden-thread-'))).toEqual([]);
  });

  test('tells what one person gets and what not, in the same bytes twice; and who can be named', async () => {
    const folder = temporaryFolder();
    fs.chmodSync(folder, 0o777);
    const why = ['--why', 'Joan Pickersgill', '--json'];
    const first = await ends('rehearse', [EXAMPLE, ...why], folder);
    expect(first).toMatchObject({ code: 0, errors: '' });
    expect((await ends('rehearse', [EXAMPLE, ...why], folder)).output === first.output).toBe(true);
    const lines: Record<string, unknown>[] = first.output
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    for (const line of lines) {
      const more = line.sent
        ? ['platform', 'to', 'in', 'about', 'because', 'text']
        : ['to', 'about', 'because', 'reason'];
      expect(Object.keys(line)).toEqual(['sent', 'at', ...more]);
    }
    expect(new Set(lines.map(({ sent }) => sent))).toEqual(new Set([true, false]));
    const nobody = await ends('rehearse', [EXAMPLE, '--why', 'Somebody Else'], folder);
    expect([nobody.code, nobody.output, nobody.errors.split('\n').length]).toEqual([1, '', 1]);
    expect(nobody.errors).toContain('joan-pickersgill');
  });

  test('plays two quarters: what was said comes back as done, carried on or dropped', async () => {
    const folder = temporaryFolder();
    fs.chmodSync(folder, 0o777);
    const { code, output, errors } = await ends('rehearse', [EXAMPLE, '--to', '2021-07-30'], folder);
    expect([code, errors]).toEqual([0, '']);
    expect(output).toMatch(/next steps? done/);
  });

  test('says in a line what is wrong with the days', async () => {
    const folder = temporaryFolder();
    const { code, output, errors } = await ends('rehearse', [EXAMPLE, '--from', '2021-06-31'], folder);
    expect([code, output, errors.split('\n').length]).toEqual([1, '', 1]);
    expect(errors).toContain('2021-06-31');
  });
});

describe('npm run import', () => {
  test('prints what would change, changes it, and then nothing more; a file with mistakes changes nothing', async () => {
    const folder = path.join(temporaryFolder(), 'data');
    const dry = await ends('import', [EXAMPLE, '--dry-run'], folder);
    expect(dry).toMatchObject({ code: 0, errors: '' });
    expect(dry.output).toContain('Nothing was changed: this was a dry run.');
    expect(dry.output).toContain('Added: Serious Violence');

    const done = await ends('import', [EXAMPLE], folder);
    expect(done).toMatchObject({ code: 0, errors: '' });
    const counts = (output: string) => /^(\d+) added, 0 changed, 0 ended/m.exec(output)?.[1];
    expect(Number(counts(dry.output))).toBeGreaterThan(100);
    expect(counts(done.output)).toBe(counts(dry.output));

    const nothing = 'Nothing to change. The register already says what this file says.';
    expect((await ends('import', [EXAMPLE], folder)).output).toContain(nothing);

    const text = fs.readFileSync(path.join(ROOT, EXAMPLE), 'utf8');
    const spoilt = path.join(path.dirname(folder), 'spoilt.yaml');
    fs.writeFileSync(
      spoilt,
      text
        .replace('title: Hate crime', 'title: Hate crimes')
        .replace('lead: gedling-chief-executive', 'lead: gedling-chief')
        .replace('date: 2021-05-07', 'date: 2021-06-31'),
    );
    const wrong = await ends('import', [spoilt], folder);
    expect(wrong.code).toBe(1);
    expect(wrong.output).toBe('');
    // Every mistake at once, each with its line, and what is allowed.
    expect(wrong.errors).toContain('gedling-chief');
    expect(wrong.errors).toContain('2021-06-31');
    expect(wrong.errors.match(/spoilt\.yaml line \d+/g)?.length).toBeGreaterThanOrEqual(2);
    expect(wrong.errors).toContain('Nothing was changed.');
    expect((await ends('import', [EXAMPLE], folder)).output).toContain(nothing);

    const changed = path.join(path.dirname(folder), 'changed.yaml');
    fs.writeFileSync(changed, text.replace('title: Hate crime', 'title: Hate crimes'));
    const title = await ends('import', [changed], folder);
    expect(title.output).toContain('title: Hate crime -> Hate crimes');
    expect(title.output).toMatch(/^0 added, \d changed, 0 ended/m);
    const missing = await ends('import', ['no-such-file.yaml'], folder);
    expect([missing.code, missing.errors.split('\n').length]).toEqual([1, 1]);
    expect(missing.errors).toContain('no-such-file.yaml cannot be read');
  });
});
