import { board } from './board.ts';
import { lead } from './lead.ts';
import { manager } from './manager.ts';
import type { Tour } from './tour.ts';

export const tours: Tour[] = [lead, manager, board];
