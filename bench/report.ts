import { reportForm } from '../src/commands/report-form.ts';
import { fillsPage, fillsReport } from '../src/rehearsal/filling.ts';
import type { Player } from '../src/rehearsal/player.ts';
import { sendLabel } from '../src/views/forms/show.ts';

/** What sends it. */
export const REPORT = new RegExp(`^${sendLabel(reportForm, {})}`);

/** A short report, up to its answers: the first, or a new headline for what was sent already. */
export async function fillsToAnswers(player: Player, turn: number): Promise<void> {
  const headline = `${turn + 2} new reporting centres`;
  if (player.dialog()?.includes('Check your answers')) {
    await player.presses('Change headline and what you need');
    return fillsPage(player, [['Headline', headline]]);
  }
  await fillsReport(player, {
    ...{ rating: 'green', reason: null, direction: 'improving', needed: 'nothing', ask: null, headline },
    achieved: [{ what: 'Opened reporting centres', difference: 'More people report' }],
    next: [{ what: 'Train the volunteers', who: 'The partnership', by: '2021-06-30' }],
  });
}
