import { z } from 'zod';
import { MODE } from '../partnership/openings.ts';
import type { Mode } from '../partnership/register.ts';
import { addressWords, resumedBlocks } from '../views/held.ts';
import { modeBlock } from '../views/mode.ts';
import { command } from './command.ts';
import { forManagers } from './managing.ts';
import { goOn } from './modes.ts';

export const resume = command({
  name: 'resume',
  help: 'go on after a pause, with one current message to each person',
  usage: 'resume',
  may: forManagers,
  input: z.object({}),
  parse: () => ({}),
  async run(_, context) {
    const { store, register } = context;
    const mode = await store.lockMode();
    if (mode !== 'paused') {
      return { kind: 'message', message: { summary: 'Not paused', blocks: [modeBlock(mode)] } };
    }
    const paused = await store.events.last('mode.paused', MODE);
    // Where nobody knows what it was before, nobody is to hear from it by accident.
    const back: Mode = paused?.detail.from === 'live' ? 'live' : 'pilot';
    const { asked, sent } = await goOn(context, back);
    const names = asked.map((key) => addressWords(register, { kind: 'person', key }));
    const others = sent.map(({ to, summary }) => ({ to: addressWords(register, to), summary }));
    return {
      kind: 'message',
      message: { summary: 'Resumed', blocks: [modeBlock(back), ...resumedBlocks(names, others)] },
    };
  },
});
