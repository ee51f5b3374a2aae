import { expect } from 'vitest';
import { renderDialog } from '../../src/bot/slack/dialog.ts';
import { renderMessage } from '../../src/bot/slack/message.ts';
import { messageTask, taskOf } from '../../src/bot/teams/dialog.ts';
import { activitiesOf } from '../../src/bot/teams/message.ts';
import { readBlocks } from '../../src/rehearsal/slack/read.ts';
import { messageProblems, viewProblems } from '../../src/rehearsal/slack/validate.ts';
import { readCard, readMessage } from '../../src/rehearsal/teams/read.ts';
import { checkMessage, type Json, MOST_BYTES, messageBytes, taskIn } from '../../src/rehearsal/teams/validate.ts';
import type { Dialog } from '../../src/views/dialog.ts';
import { inPartnership, type Message } from '../../src/views/message.ts';
import { parts } from '../../src/views/parts.ts';

export const PARTNERSHIP = '0a1b2c3d-0000-4000-8000-000000000001';

/** Holds a message to what each platform takes: as it is posted, in parts, and as one piece in a dialog. */
export function fitsMessage(message: Message): void {
  const whole = inPartnership(message, PARTNERSHIP);
  for (const part of parts(whole)) {
    const { blocks } = renderMessage(part);
    expect(messageProblems(blocks)).toBeUndefined();
    expect(() => readBlocks(blocks as never)).not.toThrow();
  }
  for (const activity of activitiesOf(whole)) {
    expect(() => checkMessage(activity)).not.toThrow();
    expect(messageBytes(activity)).toBeLessThanOrEqual(MOST_BYTES);
    expect(() => readMessage(activity as Json)).not.toThrow();
  }
  const task = taskIn({ task: { type: 'continue', value: messageTask(message) } });
  expect(() => readCard((task as { card: Json }).card)).not.toThrow();
}

/** Holds a dialog to what each platform takes. */
export function fitsDialog(dialog: Dialog): void {
  expect(viewProblems(renderDialog(dialog))).toBeUndefined();
  const task = taskIn({ task: { type: 'continue', value: taskOf(dialog) } });
  expect(() => readCard((task as { card: Json }).card)).not.toThrow();
}
