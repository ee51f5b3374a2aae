import type { Command } from './command.ts';
import { digest } from './digest.ts';
import { help } from './help.ts';
import { nothingToReport } from './nothing-to-report.ts';
import { priorities } from './priorities.ts';
import { readReport } from './read-report.ts';
import { report } from './report.ts';
import { who } from './who.ts';

/** Everything that a person can do, in the order in which help tells it. */
export const commands: Command[] = [report, nothingToReport, priorities, who, readReport, digest, help(() => commands)];
