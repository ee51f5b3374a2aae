import { mayRead } from '../partnership/responsibility.ts';
import { sendsAny } from '../partnership/subjects.ts';
import { command } from './command.ts';
import { reportForm } from './report-form.ts';
import { openReturn, parse, sendReturn, wanted } from './returning.ts';

export const report = command({
  name: 'report',
  help: 'send or change the report on a priority that you lead or support, or read it; alone, see what is due from you',
  usage: 'report hate crime',
  may: (person, register, today) =>
    sendsAny(register, person, today, ['progress_report']) || mayRead(register, person, today),
  input: wanted,
  parse,
  form: reportForm,
  open: (input, context) => openReturn('progress_report', input, context),
  run: (_, values, context, draft) => sendReturn(values, context, draft),
});
