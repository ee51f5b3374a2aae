import type { Meeting, Register } from './register.ts';

/** A meeting that takes place, or has taken place: one that was ended by its day was called off, or has another day. */
export function meetingOf({ meetings }: Pick<Register, 'meetings'>, meetingKey: string | null): Meeting | undefined {
  return meetings.find(({ key, date, endedOn }) => key === meetingKey && (endedOn === null || endedOn > date));
}
