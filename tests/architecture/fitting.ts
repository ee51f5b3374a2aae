import { expect } from 'vitest';
import { renderDialog } from '../../src/bot/slack/dialog.ts';
import { renderMessage } from '../../src/bot/slack/message.ts';
import { messageTask, taskOf } from '../../src/bot/teams/dialog.ts';
import { activitiesOf } from '../../src/bot/teams/message.ts';
import { readBlocks } from '../../src/rehearsal/slack/read.ts';
import { messageProblems, viewProblems } from '../../src/rehearsal/slack/validate.ts';
import type { Node } from '../../src/rehearsal/stand-in.ts';
import { readCard, readMessage } from '../../src/rehearsal/teams/read.ts';
import { checkMessage, type Json, MOST_BYTES, messageBytes, taskIn } from '../../src/rehearsal/teams/validate.ts';
import type { Dialog } from '../../src/views/dialog.ts';
import { inPartnership, type Message } from '../../src/views/message.ts';
import { parts } from '../../src/views/parts.ts';
import { expectDrawn } from '../support/drawn.ts';

export const PARTNERSHIP = '0a1b2c3d-0000-4000-8000-000000000001';

/** Holds a message to what each platform takes: as it is posted, in parts, and as one piece in a dialog. */
export function fitsMessage(message: Message): void {
  const whole = inPartnership(message, PARTNERSHIP);
  for (const part of parts(whole)) {
    const { blocks } = renderMessage(part);
    expect(messageProblems(blocks)).toBeUndefined();
    expectDrawn({ platform: 'slack', blocks: blocks as never }, readBlocks(blocks as never));
  }
  for (const activity of activitiesOf(whole)) {
    expect(() => checkMessage(activity)).not.toThrow();
    expect(messageBytes(activity)).toBeLessThanOrEqual(MOST_BYTES);
    const { attachments } = activity as unknown as { attachments: { content: Json }[] };
    drawnOnTeams(
      attachments.map(({ content }) => content),
      readMessage(activity as Json).nodes,
    );
  }
  const task = taskIn({ task: { type: 'continue', value: messageTask(message) } });
  const { card } = task as { card: Json };
  drawnOnTeams([card], readCard(card).nodes);
}

/** Holds a dialog to what each platform takes. */
export function fitsDialog(dialog: Dialog): void {
  const view = renderDialog(dialog);
  expect(viewProblems(view)).toBeUndefined();
  expectDrawn({ platform: 'slack', blocks: view.blocks as never }, []);
  const task = taskIn({ task: { type: 'continue', value: taskOf(dialog) } });
  const { card } = task as { card: Json };
  drawnOnTeams([card], readCard(card).nodes);
}

const drawnOnTeams = (cards: Json[], nodes: Node[]) => expectDrawn({ platform: 'teams', cards }, nodes);
