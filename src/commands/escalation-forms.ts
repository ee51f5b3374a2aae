import type { Carried } from '../views/form.ts';
import { type Block, type Message, paragraph, strong } from '../views/message.ts';
import { together } from '../views/words.ts';
import type { Context, Sent } from './command.ts';
import { type Subject, spoken } from './escalating.ts';

/** What a form about an escalation says at its top. */
export function aboutEscalation({ reference, title, asked }: Carried): Block[] {
  return reference && title ? [paragraph(strong(`${reference}. `), title), paragraph(`Asked for: ${asked ?? ''}`)] : [];
}

/** What such a form carries, as it is each time it is opened. */
export async function carriedFor(context: Context, subject: Subject): Promise<Carried> {
  const { reference, title, ask, priorities } = await spoken(context, subject);
  return { reference, title: `${title} (${together(priorities)})`, asked: ask, today: context.today };
}

/** A form that is not taken any more, with how the escalation stands. What was typed stands below it. */
export function refusedWith(title: string, { blocks }: Message): Sent {
  return { kind: 'refused', dialog: { title, blocks } };
}
