import { readAgreement } from '../../src/files/agreement.ts';
import { formatMistakes } from '../../src/files/mistake.ts';
import type { Register } from '../../src/partnership/register.ts';
import { smallAgreement } from '../files/small-agreement.ts';

/** The register of the small agreement, with some of its text replaced. */
export function smallRegister(...replacements: [from: string, to: string][]): Register {
  const read = readAgreement(smallAgreement(...replacements), 'small.yaml');
  if (!read.ok) throw new Error(formatMistakes(read.mistakes));
  return read.register;
}
