import { z } from 'zod';
import { addressWords, heldBlocks } from '../views/held.ts';
import { heading } from '../views/message.ts';
import { modeBlock } from '../views/mode.ts';
import { command } from './command.ts';
import { forManagers } from './managing.ts';
import { changeMode } from './modes.ts';

export const pause = command({
  name: 'pause',
  help: 'stop every message at once',
  usage: 'pause',
  may: forManagers,
  input: z.object({}),
  parse: () => ({}),
  async run(_, context) {
    const { store, register } = context;
    const mode = await store.lockMode();
    if (mode !== 'paused') await changeMode(context, mode, 'paused', 'mode.paused');
    const held = (await store.deliveries.queued()).filter(({ part, action }) => part === 1 && action === 'post');
    const lines = held.map(({ to, summary }) => ({ to: addressWords(register, to), summary }));
    return {
      kind: 'message',
      message: { summary: 'Paused', blocks: [heading('Paused'), modeBlock('paused'), ...heldBlocks(lines)] },
    };
  },
});
