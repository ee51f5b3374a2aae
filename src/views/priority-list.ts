import type { Day } from '../partnership/day.ts';
import { agreementInForce, prioritiesByGrouping } from '../partnership/priorities.ts';
import type { AgreementPriority, Register } from '../partnership/register.ts';
import { leadsOf } from '../partnership/responsibility.ts';
import { sinceWords } from '../partnership/roles.ts';
import { heading, line, list, type Message, paragraph, type Span, strong } from './message.ts';
import { counted, leadWords, NO_LEAD, together } from './words.ts';

/** The priorities of the agreement in force by theme: who leads each, since when, and which have no lead. */
export function priorityListMessage(register: Register, day: Day): Message {
  const agreement = agreementInForce(register, day);
  if (!agreement) {
    return {
      summary: 'No agreement is in force',
      blocks: [
        paragraph(`No agreement is in force in ${register.partnership.name} today, so there are no priorities.`),
      ],
    };
  }
  const groups = prioritiesByGrouping(register, day);
  const all = groups.flatMap(({ priorities }) => priorities);
  const without = all.filter(({ priorityKey }) => leadsOf(register, priorityKey, day).length === 0);
  const counts = [counted(all.length, 'priority', 'priorities')];
  if (without.length > 0) counts.push(`${without.length} with no lead agreed`);
  return {
    summary: `Priorities: ${counts.join(', ')}`,
    blocks: [
      heading(agreement.title),
      paragraph(counts.join(', ')),
      ...groups.flatMap(({ grouping, priorities }) => [
        heading(grouping?.name ?? 'Other priorities'),
        list(...priorities.map((priority) => priorityLine(register, priority, day))),
      ]),
    ],
  };
}

function priorityLine(register: Register, { priorityKey, title }: AgreementPriority, day: Day): Span[] {
  const leads = leadsOf(register, priorityKey, day);
  if (leads.length === 0) return line(strong(title), `: ${NO_LEAD}`);
  const words = leads.map((lead) => {
    const since = sinceWords(lead.assignment);
    return since ? `${leadWords(register, lead)} (${since})` : leadWords(register, lead);
  });
  return line(strong(title), `: ${together(words)}`);
}
