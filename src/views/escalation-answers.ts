import { ASKS, REASONS } from './escalation-words.ts';
import { type Block, line, type Span } from './message.ts';

interface Tried {
  what: string;
  when?: string;
  result?: string;
}

/** What stands in the form of an escalation, beside what its message says already. */
export interface EscalationValues {
  situation?: string;
  evidence?: string;
  tried?: Tried[];
  untried?: string;
  why?: string[];
  elseTold?: string;
  link?: string;
}

/** The answers of an escalation's form, to be read. */
export function escalationAnswers(values: EscalationValues): Block[] {
  const facts = factsOf(values).map(([label, words]): { label: string; value: Span[] } => ({
    label,
    value: line(words),
  }));
  return facts.length > 0 ? [{ type: 'facts', facts }] : [];
}

/** The same in words, with what its message would say of it. Its link stands beside them. */
export function answersInWords({
  title,
  ask,
  askKind,
  ...values
}: Omit<EscalationValues, 'link'> & { title: string; ask: string; askKind: keyof typeof ASKS }): string {
  const asked: [string, string] = ['Asked for', `${ASKS[askKind]}: ${ask}`];
  return [title, ...[...factsOf(values), asked].map(([label, words]) => `${label}: ${words}`)].join('\n');
}

function factsOf(values: EscalationValues): [string, string][] {
  const { situation, evidence, tried = [], untried, why = [], elseTold, link } = values;
  const facts: [string, string | undefined][] = [
    ['What is happening', situation],
    ['What shows it', evidence],
    ...tried.map(({ what, when, result }, index): [string, string] => [
      `Tried locally, ${index + 1}`,
      [what, when && `When: ${when}`, result && `What came of it: ${result}`].filter(Boolean).join('\n'),
    ]),
    ['Nothing was tried yet, because', untried],
    ['Why it cannot be resolved locally', why.map((one) => REASONS[one as keyof typeof REASONS] ?? one).join('\n')],
    ['Who else knows', elseTold],
    ['Link', link],
  ];
  return facts.flatMap(([label, words]) => (words ? [[label, words]] : []));
}
