import { type Day, formatDay } from '../partnership/day.ts';
import { actions, type Block, type Button, heading, type Message, paragraph, strong } from './message.ts';
import { inSentence, labelled } from './words.ts';

/** A delegation as it is shown. */
export interface Delegated {
  key: string;
  title: string;
  lead: string;
  officer: string;
  to: Day;
}

/** Somebody whom a lead could let send. */
export interface Candidate {
  priorityKey: string;
  title: string;
  officerKey: string;
  officer: string;
}

/** What stands, with a button to end each, and whom else a lead can let send. */
export function delegationsMessage(standing: Delegated[], candidates: Candidate[]): Message {
  const none = 'Every report that a support officer prepares for you comes to you for approval.';
  return {
    summary: standing.length > 0 ? 'Who sends without your approval' : 'Nobody sends without your approval',
    blocks: [
      heading('Who sends without your approval'),
      ...(standing.length > 0 ? standing.flatMap(standingLine) : [paragraph(none)]),
      ...(candidates.length > 0 ? [heading('Let somebody send without your approval')] : []),
      ...candidates.map(
        (one): Block => ({
          type: 'item',
          text: [strong(one.title), { type: 'text', text: `: ${one.officer}, support officer` }],
          button: letButton(one),
        }),
      ),
    ],
  };
}

function standingLine({ key, title, lead, officer, to }: Delegated): Block[] {
  return [
    paragraph(strong(title), `: ${officer}, until ${formatDay(to)}. Set by ${lead}.`),
    actions(endButton({ key, title, officer })),
  ];
}

export function letButton({ title, officer, priorityKey, officerKey }: Candidate): Button {
  return {
    label: labelled(`Let ${officer} send on`, title),
    command: 'delegate',
    input: { priority: priorityKey, officer: officerKey },
    opens: true,
  };
}

export function endButton({ key, title, officer }: Pick<Delegated, 'key' | 'title' | 'officer'>): Button {
  return {
    label: labelled(`Stop ${officer} sending without approval on`, title),
    command: 'end-delegation',
    input: { delegation: key },
    opens: false,
  };
}

/** What each is told when it begins: who set it, who sends now, and others who lead. `changed`: it stood before, and ends on another day now. */
export function startedMessage(one: Delegated, reader: 'lead' | 'officer' | 'other', changed: boolean): Message {
  const until = formatDay(one.to);
  const said = changed ? `, now until ${until}` : ` until ${until}`;
  if (reader === 'lead') {
    return {
      summary: `${one.officer} sends the report on ${inSentence(one.title)} without approval`,
      blocks: [
        paragraph(strong(one.officer), ` sends the report on ${inSentence(one.title)} without your approval${said}.`),
        paragraph('You are told each time. You can end it at any time.'),
        actions(endButton(one)),
      ],
    };
  }
  if (reader === 'other') {
    return {
      summary: `${one.officer} sends the report on ${inSentence(one.title)} without approval`,
      blocks: [
        paragraph(
          ...[strong(one.lead), ' lets ', strong(one.officer)],
          ` send the report on ${inSentence(one.title)} without approval${said}.`,
        ),
        paragraph('You can end it at any time.'),
        actions(endButton(one)),
      ],
    };
  }
  return {
    summary: `You may send the report on ${inSentence(one.title)} without approval`,
    blocks: [
      paragraph(strong(one.lead), ` lets you send the report on ${inSentence(one.title)} without approval${said}.`),
      paragraph('After that day what you send goes for approval again.'),
    ],
  };
}

/** What both are told when it is ended before its day. */
export function endedMessage(one: Delegated, by: string): Message {
  return {
    summary: `Delegation of the report on ${inSentence(one.title)} ended`,
    blocks: [
      paragraph(strong(by), ` ended the delegation of the report on ${inSentence(one.title)} to ${one.officer}.`),
      paragraph(`What ${one.officer} sends goes to ${one.lead} for approval again.`),
    ],
  };
}
