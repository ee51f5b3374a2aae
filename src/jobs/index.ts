import { digest } from './digest.ts';
import { escalationClose } from './escalation-close.ts';
import { escalationInstead } from './escalation-instead.ts';
import { escalationOverdue } from './escalation-overdue.ts';
import { escalationQuestion } from './escalation-question.ts';
import { handOver } from './hand-over.ts';
import type { Job } from './job.ts';
import { mine } from './mine.ts';
import { openPeriod } from './open-period.ts';
import { overdue } from './overdue.ts';
import { remind } from './remind.ts';

/** Everything that the clock does. */
export const jobs: readonly Job[] = [
  openPeriod,
  handOver,
  remind,
  overdue,
  digest,
  escalationQuestion,
  escalationOverdue,
  escalationInstead,
  escalationClose,
  mine,
];
