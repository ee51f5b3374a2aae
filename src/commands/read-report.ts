import { z } from 'zod';
import { mayRead } from '../partnership/responsibility.ts';
import { explanation } from '../views/explain.ts';
import { reportPage } from '../views/report-page.ts';
import { periodName } from '../views/words.ts';
import { command } from './command.ts';
import { subjectOf } from './sending.ts';

export const readReport = command({
  name: 'read-report',
  help: 'read a report that was sent',
  may: (person, register, today) => mayRead(register, person, today),
  input: z.object({ return: z.string().max(100) }),
  async run({ return: id }, context) {
    const { store, register } = context;
    const subject = await subjectOf(context, await store.returns.byId(id));
    const version = subject && (await store.returns.current([id]))[0];
    if (!subject || !version) {
      return { kind: 'page', dialog: explanation('No report yet', 'Nothing has been sent for this priority yet.') };
    }
    const { owed, period, title } = subject;
    const author = register.people.find(({ key }) => key === version.authorKey)?.name ?? version.authorKey;
    const before = await store.returns.previous(period.obligationKey, owed.subjectKind, owed.subjectKey, period.start);
    const { timeZone } = register.partnership;
    const name = periodName(register, period.obligationKey, period.start);
    return { kind: 'page', dialog: reportPage({ title, period: name, owed, version, before, author, timeZone }) };
  },
});
