// For whoever changes schema.prisma: writes the migration that goes with the change. Prisma's own `migrate dev` does so
// too where its engine can be downloaded; this does without.
//   git show HEAD:prisma/schema.prisma > before.prisma
//   npx tsx prisma/difference.ts name_of_the_change before.prisma
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { FAST, startEmbeddedPostgres } from '../src/store/embedded/server.ts';

const HERE = path.dirname(fileURLToPath(import.meta.url));

interface Wasm {
  instantiate(bytes: Uint8Array, imports: object): Promise<{ instance: { exports: { __wbindgen_start(): void } } }>;
}

/**
 * The SQL that turns the tables of one schema file into those of schema.prisma; from nothing without one. The engine
 * insists on a database to talk to, and changes nothing in it.
 */
export async function difference(url: string, before?: string): Promise<string> {
  const require = createRequire(import.meta.url);
  // The package's own loader expects a bundler.
  const engine = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const bytes = require.resolve('@prisma/schema-engine-wasm').replace(/schema_engine\.js$/, 'schema_engine_bg.wasm');
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message() {} } });
  const { WebAssembly } = globalThis as unknown as { WebAssembly: Wasm };
  const { instance } = await WebAssembly.instantiate(fs.readFileSync(bytes), { './schema_engine_bg.js': engine });
  engine.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  const container = (file: string) => ({ path: file, content: fs.readFileSync(file, 'utf8') });
  const schema = container(path.join(HERE, 'schema.prisma'));
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString: url }));
  const asked = await engine.SchemaEngine.new({ datamodels: [[schema.path, schema.content]] }, () => {}, adapter);
  const { stdout } = await asked.diff({
    from: before ? { tag: 'schemaDatamodel', files: [container(before)] } : { tag: 'empty' },
    to: { tag: 'schemaDatamodel', files: [schema] },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  // Every database has it, and asking for it needs a right that the program's user may not have.
  return (stdout ?? '').replace('-- CreateSchema\nCREATE SCHEMA IF NOT EXISTS "public";\n\n', '');
}

async function write(name: string, before?: string): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'golden-thread-'));
  const server = await startEmbeddedPostgres(folder, { settings: FAST });
  try {
    const sql = await difference(server.url('postgres'), before);
    const migrations = path.join(HERE, 'migrations');
    const number = fs.readdirSync(migrations).filter((entry) => /^\d/.test(entry)).length + 1;
    const made = path.join(migrations, `${String(number).padStart(4, '0')}_${name}`);
    fs.mkdirSync(made);
    fs.writeFileSync(path.join(made, 'migration.sql'), sql);
    process.stdout.write(`Wrote ${made}/migration.sql. Read it before you commit it.\n`);
  } finally {
    await server.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [name, before] = process.argv.slice(2);
  if (!name) throw new Error('Name the change: npx tsx prisma/difference.ts name_of_the_change before.prisma');
  await write(name, before);
}
