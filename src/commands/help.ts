import { z } from 'zod';
import { isOnRegister, isProgrammeManager } from '../partnership/responsibility.ts';
import { rolesOf } from '../partnership/standing.ts';
import { helpMessage } from '../views/help.ts';
import { type Command, command } from './command.ts';

/** What this person may type, out of all the commands there are. */
export const help = (all: () => Command[]) =>
  command({
    name: 'help',
    help: 'see what you can do here',
    usage: 'help',
    may: (person, register, today) => isOnRegister(register, person, today),
    input: z.object({}),
    parse: () => ({}),
    async run(_, { store, register, person, today }) {
      const typed = all()
        .filter((one) => one.usage && one.may(person, register, today))
        .map(({ usage = '', help }) => ({ usage, help }));
      const roles = rolesOf(register, person, today);
      const mode = isProgrammeManager(register, person, today) ? (await store.state()).mode : null;
      return { kind: 'message', message: helpMessage(register.partnership.name, roles, typed, mode) };
    },
  });
