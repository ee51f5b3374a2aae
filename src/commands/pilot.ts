import { z } from 'zod';
import { explained } from '../views/explain.ts';
import { modeBlock } from '../views/mode.ts';
import { command } from './command.ts';
import { forManagers } from './managing.ts';
import { changeMode } from './modes.ts';

export const pilot = command({
  name: 'pilot',
  help: 'have everything come to you alone, marked with whom it is for',
  usage: 'pilot',
  may: forManagers,
  input: z.object({}),
  parse: () => ({}),
  async run(_, context) {
    const mode = await context.store.lockMode();
    if (mode === 'paused') {
      const words = 'This partnership is paused. Type “resume” to go on as before, then “pilot”.';
      return { kind: 'message', message: explained('Paused', words) };
    }
    if (mode === 'live') await changeMode(context, 'live', 'pilot', 'mode.pilot');
    return { kind: 'message', message: { summary: 'In pilot', blocks: [modeBlock('pilot')] } };
  },
});
