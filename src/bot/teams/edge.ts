import type { IncomingMessage, ServerResponse } from 'node:http';
import { Application } from '@microsoft/teams-ai/lib/Application.js';
import { INVOKE_RESPONSE_KEY, type TurnContext } from 'botbuilder';
import { line, type Message } from '../../views/message.ts';
import type { Edge, EdgeMemory, Handle, Interaction, Log } from '../platform.ts';
import { answerInChat, answerInDialog, answerOpening, OUT_OF_DATE, outOfDate } from './answer.ts';
import { BEGINS, isBegun, SUBMITS } from './begun.ts';
import { teamsPort } from './deliver.ts';
import type { Task } from './dialog.ts';
import { guard } from './guard.ts';
import { activityOf } from './message.ts';
import { actorOf, interactionOf, placeOf } from './receive.ts';
import { openTenant, type TeamsRegistration, type Tenant } from './tenant.ts';

export type { TeamsRegistration };

export interface TeamsEdgeOptions {
  registrations: TeamsRegistration[];
  handle: Handle;
  memory: EdgeMemory;
  log: Log;
}

const WELCOME: Message = {
  summary: 'Golden Thread is ready.',
  blocks: [{ type: 'paragraph', text: line('Golden Thread is ready. Send “help” to see what you can do.') }],
};

const interactionIn = (context: TurnContext, tenant: Tenant): Interaction | undefined => {
  const actor = actorOf(context.activity, tenant.registration.tenantId);
  return actor && interactionOf(context.activity, actor);
};

function application(tenant: Tenant, { handle, log }: TeamsEdgeOptions): Application {
  const app = new Application({
    adapter: tenant.adapter,
    botAppId: tenant.registration.appId,
  });
  // It would send "typing" while a slow answer is worked on, which counts against what may be sent; where that is refused,
  // the answer is lost with it. The library's own option for this is not heeded.
  app.startTypingTimer = () => {};
  app.activity('message', async (context) => {
    const interaction = interactionIn(context, tenant);
    if (interaction) return answerInChat(context, tenant, interaction, await handle(interaction), log);
    if (context.activity.value !== undefined) await context.sendActivity(activityOf(OUT_OF_DATE));
  });
  app.activity('installationUpdate', async (context) => {
    const { activity } = context;
    if (activity.action === 'add' && placeOf(activity).kind === 'direct')
      await context.sendActivity(activityOf(WELCOME));
  });
  const invoked = (name: string) => async (context: TurnContext) => context.activity.name === name;
  const opened = async (context: TurnContext): Promise<Task> => {
    const interaction = interactionIn(context, tenant);
    return interaction ? answerOpening(await handle(interaction)) : outOfDate();
  };
  const answered = async (context: TurnContext): Promise<Task | undefined> => {
    const interaction = interactionIn(context, tenant);
    return interaction ? answerInDialog(await handle(interaction)) : outOfDate();
  };
  app.taskModules.fetch(invoked('task/fetch'), opened);
  app.taskModules.submit(invoked('task/submit'), answered);
  app.messageExtensions.fetchTask(invoked(BEGINS), opened);
  app.messageExtensions.submitAction(invoked(SUBMITS), answered);
  return app;
}

/** Every activity, whatever it says, tells where the tenant and its sender are reached. */
async function remember(context: TurnContext, tenant: Tenant, log: Log): Promise<void> {
  const { serviceUrl, from, conversation } = context.activity;
  // What somebody begins in a chat with somebody else comes from that chat, which is not the bot's.
  const inPerson = placeOf(context.activity).kind === 'direct' && !isBegun(context.activity);
  try {
    await tenant.remember({
      serviceUrl,
      ...(inPerson && from.aadObjectId ? { accountId: from.aadObjectId, conversation: conversation.id } : {}),
    });
  } catch (error) {
    log.warn(
      { registration: tenant.registration.key, reason: (error as Error).message },
      'A conversation was not kept',
    );
  }
}

function listener(tenant: Tenant, options: TeamsEdgeOptions) {
  const { log } = options;
  const app = application(tenant, options);
  const answer = async (request: IncomingMessage): Promise<{ status: number; body?: unknown }> => {
    const guarded = await guard(request, tenant, log);
    if ('status' in guarded) return guarded;
    const { activity, authenticated } = guarded;
    let response: { status: number; body?: unknown } = { status: activity.type === 'invoke' ? 501 : 200 };
    await tenant.adapter.processActivityDirect(authenticated, activity, async (context) => {
      const remembered = remember(context, tenant, log);
      await app.run(context);
      await remembered;
      response = context.turnState.get(INVOKE_RESPONSE_KEY)?.value ?? response;
    });
    return response;
  };
  return (request: IncomingMessage, reply: ServerResponse): void => {
    answer(request)
      .catch((error: Error) => {
        // The client keeps what was typed and says that it did not work.
        log.error({ registration: tenant.registration.key, reason: error.message }, 'An activity was not handled');
        return { status: 500, body: undefined };
      })
      .then(({ status, body }) => {
        if (status === 413) reply.setHeader('connection', 'close');
        reply.writeHead(status, body === undefined ? {} : { 'content-type': 'application/json' });
        reply.end(body === undefined ? undefined : JSON.stringify(body));
      });
  };
}

/** Microsoft Teams, wired up: one real bot for each registration, at `/teams/<key>/messages`. */
export function teamsEdge(options: TeamsEdgeOptions): Edge {
  const tenants = options.registrations.map((registration) => openTenant(registration, options.memory));
  return {
    port: teamsPort(new Map(tenants.map((tenant) => [tenant.registration.tenantId, tenant]))),
    listeners: tenants.map((tenant) => ({
      path: `/teams/${tenant.registration.key}/messages`,
      listener: listener(tenant, options),
    })),
    async open() {},
    async close() {},
  };
}
