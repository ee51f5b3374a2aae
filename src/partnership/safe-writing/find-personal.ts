import { courtesyTitles } from './courtesy-title.ts';
import { crimeReferences } from './crime-reference.ts';
import { datesOfBirth } from './date-of-birth.ts';
import { emails } from './email.ts';
import type { Finding, Kind, Rule } from './finding.ts';
import { nationalInsuranceNumbers } from './national-insurance.ts';
import { nhsNumbers } from './nhs-number.ts';
import { phoneNumbers } from './phone.ts';
import { postcodes } from './postcode.ts';
import { victims } from './victim.ts';

/** Of two that find the same words the first counts. */
const RULES: [Kind, Rule][] = [
  ['email', emails],
  ['dateOfBirth', datesOfBirth],
  ['nationalInsurance', nationalInsuranceNumbers],
  ['phone', phoneNumbers],
  ['nhsNumber', nhsNumbers],
  ['crimeReference', crimeReferences],
  ['postcode', postcodes],
  ['courtesyTitle', courtesyTitles],
  ['victim', victims],
];

/** Marks that are not seen: a number that one stands in is read as a number all the same. */
const UNSEEN = /\p{Format}/gu;

/**
 * What in a text may point to one person, in the order in which it stands there, counted in what can be seen. It finds
 * forms, not names as such.
 */
export function findPersonal(typed: string): Finding[] {
  const text = typed.replace(UNSEEN, '');
  const found: Finding[] = [];
  for (const [kind, rule] of RULES) {
    for (const { start, end } of rule(text)) {
      if (found.some((one) => one.start < end && start < one.end)) continue;
      found.push({ kind, start, end, words: text.slice(start, end) });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}
