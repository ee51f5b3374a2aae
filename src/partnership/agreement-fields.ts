import { z } from 'zod';
import { isRealDay, TOO_FAR } from './day.ts';

/** What several sections of an agreement file write in the same way. */

export const text = z.string().trim().min(1).max(500);

export const key = z.string().regex(/^[a-z][a-z0-9-]*$/, {
  error: 'must be small letters, digits and hyphens, beginning with a letter, like modern-slavery',
});

/** What has no end is left out, rather than written as a day that nobody means. */
export const notTooFar = <T extends z.ZodString>(real: T) =>
  real.refine((typed) => typed < TOO_FAR, { error: 'must be before 2100. Leave it out where there is no end' });

export const day = notTooFar(
  z.string().refine(isRealDay, { error: 'must be a day that exists, written like 2021-06-04', abort: true }),
);

export const byKey = <T extends z.ZodType>(value: T) => z.record(key, value).default({});

export const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'must be a time of day, written like 14:00' });
