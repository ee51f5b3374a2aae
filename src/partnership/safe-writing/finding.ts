export const KINDS = [
  'dateOfBirth',
  'postcode',
  'phone',
  'email',
  'nationalInsurance',
  'nhsNumber',
  'crimeReference',
  'courtesyTitle',
  'victim',
] as const;

/** What must not stand in what a board reads. */
export type Kind = (typeof KINDS)[number];

/** Something in a text that may point to one person: from where to where, and the words that stand there. */
export interface Finding {
  kind: Kind;
  start: number;
  end: number;
  words: string;
}

/** Where in a text a rule finds something. */
export type Rule = (text: string) => Pick<Finding, 'start' | 'end'>[];

/** The places of a pattern: of its group `found`, where it has one, else of all of it. */
export function placesOf(text: string, pattern: RegExp, holds: (match: RegExpExecArray) => boolean = () => true) {
  const flags = [...new Set([...pattern.flags, 'd', 'g'])].join('');
  const matches = [...text.matchAll(new RegExp(pattern.source, flags))] as RegExpExecArray[];
  return matches.filter(holds).map((match) => {
    const [start, end] = match.indices?.groups?.found ?? [match.index, match.index + match[0].length];
    return { start, end };
  });
}
