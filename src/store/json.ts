import type { Prisma } from './generated/client.ts';

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/**
 * A value as PostgreSQL can hold it: two things that people can paste, and JSON can carry, it refuses. NUL characters are
 * left out, and halves of a character become U+FFFD.
 */
export function asJson(value: unknown): Prisma.InputJsonValue {
  return JSON.parse(JSON.stringify(value), (_key, one) => (typeof one === 'string' ? storable(one) : one));
}

function storable(text: string): string {
  return text.replaceAll('\0', '').replace(LONE_SURROGATE, '\uFFFD');
}
