import type { RequestListener } from 'node:http';
import { App, HTTPReceiver, LogLevel, webApi } from '@slack/bolt';
import type { SlackConnection } from '../src/bot/slack/edge.ts';

const text = (words: string) => ({ type: 'plain_text' as const, text: words, emoji: false });
const MODAL = {
  type: 'modal' as const,
  title: text('Bare'),
  submit: text('Send'),
  blocks: [
    {
      type: 'input',
      block_id: 'words',
      label: text('Words'),
      element: { type: 'plain_text_input', action_id: 'words' },
    },
  ],
};
const SENT = { type: 'modal' as const, title: text('Bare'), blocks: [{ type: 'section', text: text('Sent.') }] };

/** Bolt alone: the same kinds of answers, with nothing behind them. */
export function bareSlack({ key, botToken, signingSecret, api }: SlackConnection) {
  const path = `/slack/${key}/events`;
  const receiver = new HTTPReceiver({ signingSecret: signingSecret!, endpoints: path, logLevel: LogLevel.ERROR });
  const clientOptions = { slackApiUrl: api! };
  const app = new App({
    receiver,
    token: botToken,
    tokenVerificationEnabled: false,
    logLevel: LogLevel.ERROR,
    clientOptions,
  });
  app.command('/thread', async ({ command, ack, client }) => {
    if (command.text !== 'form') return ack(`You said ${command.text}.`);
    await client.views.open({ trigger_id: command.trigger_id, view: MODAL });
    await ack();
  });
  app.view({ type: 'view_submission' }, ({ ack }) => ack({ response_action: 'update', view: SENT }));
  const listener: RequestListener = (request, response) => receiver.requestListener(request, response);
  return { path, listener, client: new webApi.WebClient(botToken, clientOptions) };
}
