import { z } from 'zod';
import { isOnRegister } from '../partnership/responsibility.ts';
import { priorityListMessage } from '../views/priority-list.ts';
import { command } from './command.ts';

export const priorities = command({
  name: 'priorities',
  help: 'see the priorities, who leads each, and which have no lead',
  usage: 'priorities',
  may: (person, register, today) => isOnRegister(register, person, today),
  input: z.object({}),
  parse: () => ({}),
  async run(_, { register, today }) {
    return { kind: 'message', message: priorityListMessage(register, today) };
  },
});
