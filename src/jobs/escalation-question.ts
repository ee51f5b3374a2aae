import { askingInstead, notRaising, subjectOf, take, tellRaisers, toManagers } from '../commands/escalating.ts';
import type { Speaking, Subject } from '../commands/escalation-telling.ts';
import { workingCalendar } from '../partnership/calendar.ts';
import { instantAt, localDay } from '../partnership/contact.ts';
import { type Entry, type Escalation, OPEN } from '../partnership/escalation.ts';
import { answering } from '../partnership/escalation-answering.ts';
import { questionDays, waitedUntil } from '../partnership/escalation-clock.ts';
import { hereInstead, toBeAsked } from '../partnership/escalation-side.ts';
import { MODE, MORNING } from '../partnership/openings.ts';
import type { AboutEscalation } from '../store/store.ts';
import type { Job } from './job.ts';

/** A question does not stop the days for ever. */
export const escalationQuestion: Job = {
  name: 'escalation-question',
  help: 'Reminds those who were asked something about an escalation, once, and then lets its days count again',

  async due(reader, now) {
    const waiting = (await reader.escalations.in(OPEN)).filter(({ waitingSince }) => waitingSince);
    if (waiting.length === 0 || (await reader.state()).mode === 'paused') return [];
    const calendar = workingCalendar(await reader.register());
    const resumed = await reader.events.last('mode.resumed', MODE);
    return waiting
      .flatMap(({ id, waitingSince }) => {
        const asked = waitingSince!.toISOString();
        // After a pause they have as long as anybody else.
        const from = resumed && resumed.at > waitingSince! ? resumed.at : waitingSince!;
        return Object.entries(questionDays(from, calendar)).map(([what, on]) => ({
          key: `escalation-question/${id}/${asked}/${what}`,
          at: instantAt(on, MORNING, 0, calendar.timeZone),
          input: { escalation: id, asked, what },
        }));
      })
      .filter(({ at }) => at <= now);
  },

  async run({ input: { escalation: id = '', asked, what } }, context) {
    const { store, register, now } = context;
    const subject = await subjectOf(context, await store.escalations.lock(id));
    if (!subject || !isStillAsked(subject.escalation, asked)) return;
    const [question] = await store.escalations.questions([id]);
    const speaking: Speaking = { ...context, today: localDay(now, register.partnership.timeZone) };
    if (question) await (what === 'reminded' ? remind : countAgain)(speaking, subject, question);
  },
};

function isStillAsked({ state, waitingSince }: Escalation, asked: string | undefined): boolean {
  return OPEN.includes(state) && waitingSince?.toISOString() === asked;
}

/**
 * Asks those once more who have the question and have not answered it: on the day on which they are back, where they are
 * away. Whoever stands in for them meanwhile is brought it today.
 */
async function remind(context: Speaking, subject: Subject, question: Entry): Promise<void> {
  const said = await context.store.postings.aboutEscalations([subject.escalation.id]);
  const has = (key: string, stages: AboutEscalation['stage'][]) =>
    said.some(
      ({ addressKey, stage, data }) => addressKey === key && stages.includes(stage) && data.entry === question.id,
    );
  const reminded = toBeAsked(context, subject).to.filter(({ personKey }) => has(personKey, ['shown']));
  const instead = hereInstead(context, subject).filter(
    ({ personKey }) => !has(personKey, ['shown', 'waiting', 'failed']),
  );
  if (reminded.length > 0)
    await take(context, subject, {
      step: 'reminded',
      words: question.words ?? undefined,
      tell: [
        {
          to: reminded,
          about: 'escalation.question',
          because: 'A question that nobody has answered is asked once more',
        },
      ],
    });
  if (instead.length === 0) return;
  const { words, asked } = askingInstead(context, question, instead);
  await take(context, subject, { step: 'asked', words, tell: [asked] });
}

async function countAgain(context: Speaking, subject: Subject, question: Entry): Promise<void> {
  const { register, now, today } = context;
  const asker = question.byKey ? [{ personKey: question.byKey, because: 'the one who asked' }] : [];
  await take(context, subject, {
    step: 'unanswered',
    change: { waited: waitedUntil(subject.escalation, now, workingCalendar(register)), waitingSince: null },
    tell: [
      {
        to: notRaising(context, subject, [...answering(register, subject, today), ...asker, ...toManagers(context)]),
        about: 'escalation.changed',
        because: 'Whoever asked, whoever is to answer and the programme manager know when the days are counted again',
      },
      tellRaisers(context, subject),
    ],
  });
}
