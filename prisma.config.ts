import { fileURLToPath } from 'node:url';
import { defineConfig } from 'prisma/config';

// Generating the client runs no engine, but the CLI would download one first, and many council networks cannot reach
// its host. Any existing file stands in for it; a real engine named in the environment is left alone.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= fileURLToPath(import.meta.url);

export default defineConfig({ schema: 'prisma/schema.prisma', migrations: { path: 'prisma/migrations' } });
