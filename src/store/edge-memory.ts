import type { Platform } from '../views/message.ts';
import type { PrismaClient } from './generated/client.ts';

/** Small facts that an edge keeps between restarts: conversations it opened, the newest service address. */
export function edgeMemory(client: PrismaClient) {
  return {
    async get(platform: Platform, connection: string, key: string): Promise<string | undefined> {
      const where = { platform_connection_key: { platform, connection, key } };
      return (await client.edgeMemory.findUnique({ where }))?.value;
    },
    async set(platform: Platform, connection: string, key: string, value: string): Promise<void> {
      await client.edgeMemory.upsert({
        where: { platform_connection_key: { platform, connection, key } },
        create: { platform, connection, key, value },
        update: { value },
      });
    },
  };
}
