import type { RequestListener } from 'node:http';
import { json } from 'node:stream/consumers';
import { Application } from '@microsoft/teams-ai/lib/Application.js';
import { type Activity, CardFactory, INVOKE_RESPONSE_KEY, MessageFactory, type TurnContext } from 'botbuilder';
import type { TeamsRegistration } from '../src/bot/teams/edge.ts';
import { openTenant } from '../src/bot/teams/tenant.ts';

const card = (...body: object[]) =>
  CardFactory.adaptiveCard({
    ...{ type: 'AdaptiveCard', version: '1.4', $schema: 'http://adaptivecards.io/schemas/adaptive-card.json', body },
    actions: [{ type: 'Action.Submit', title: 'Send', data: {} }],
  });
const FORM = card({ type: 'Input.Text', id: 'words', label: 'Words' });
const SENT = card({ type: 'TextBlock', text: 'Sent.' });
const OPENER = CardFactory.adaptiveCard({
  ...{ type: 'AdaptiveCard', version: '1.4', $schema: 'http://adaptivecards.io/schemas/adaptive-card.json', body: [] },
  actions: [{ type: 'Action.Submit', title: 'Open form', data: { msteams: { type: 'task/fetch' } } }],
});

/** The Teams framework alone: the same kinds of answers, with nothing behind them. */
export function bareTeams(registration: TeamsRegistration) {
  const { adapter } = openTenant(registration, { get: async () => undefined, set: async () => {} });
  const app = new Application({ adapter, botAppId: registration.appId, startTypingTimer: false });
  const shown = (content: typeof FORM) => ({ title: 'Bare', card: content });
  const invoked = (name: string) => async (context: TurnContext) => context.activity.name === name;
  app.activity('message', async (context) => {
    const { text } = context.activity;
    await context.sendActivity(text === 'form' ? MessageFactory.attachment(OPENER) : `You said ${text}.`);
  });
  app.taskModules.fetch(invoked('task/fetch'), async () => shown(FORM));
  app.taskModules.submit(invoked('task/submit'), async () => shown(SENT));
  const listener: RequestListener = async (request, response) => {
    const activity = (await json(request)) as Activity;
    let answer: { status: number; body?: unknown } = { status: 200 };
    await adapter.processActivityDirect(request.headers.authorization ?? '', activity, async (context) => {
      await app.run(context);
      answer = context.turnState.get(INVOKE_RESPONSE_KEY)?.value ?? answer;
    });
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end(answer.body === undefined ? undefined : JSON.stringify(answer.body));
  };
  return { path: `/teams/${registration.key}/messages`, listener };
}
