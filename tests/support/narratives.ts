import type { Member } from './board.ts';

/** Fills in the two pages of a narrative that everybody walks through, and stops at the answers. */
export async function narrates(officer: Member, answers: Partial<Record<string, string>> = {}): Promise<string> {
  officer.types({ changed: answers.changed ?? 'More nuisance on the high street since the shops reopened' });
  await officer.does('continue');
  const { inShort, countywide = 'no', consider } = answers;
  officer.types({ countywide, ...(inShort && { inShort }), ...(consider && { consider }) });
  return officer.does('continue');
}
