import { narrativesReadBy } from '../partnership/reading-rights.ts';
import { sendsAny } from '../partnership/subjects.ts';
import { command } from './command.ts';
import { narrativeForm } from './narrative-form.ts';
import { openReturn, parse, sendReturn, wanted } from './returning.ts';

export const narrative = command({
  name: 'narrative',
  help: 'send or change the narrative of your community safety partnership, or read one; alone, see what is due from you',
  usage: 'narrative csp 1',
  may: (person, register, today) =>
    sendsAny(register, person, today, ['csp_narrative']) || narrativesReadBy(register, person, today).length > 0,
  input: wanted,
  parse,
  form: narrativeForm,
  open: (input, context) => openReturn('csp_narrative', input, context),
  run: (_, values, context, draft) => sendReturn(values, context, draft),
});
