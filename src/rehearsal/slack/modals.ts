import { jsonOf } from './answered.ts';
import { namedView, viewJson } from './api.ts';
import { isObject, type Json } from './check.ts';
import type { Desk } from './client.ts';
import { viewProblems } from './validate.ts';
import { canType, dispatches, notReady, type OpenView, openView, stateOf } from './views.ts';
import { taken } from './wire.ts';

/** What Slack shows at a modal when the bot did not answer. What was typed stays. */
const TROUBLE = 'We had some trouble connecting. Try again?';

interface Means {
  /** What every interaction says of who does it. */
  shared(account: string): object;
  actionTs(): string;
  buttonAction(block: Json, element: Json): object;
}

/** What people do in the modal that they have open, and what becomes of it then. */
export function modals(desk: Desk, { shared, actionTs, buttonAction }: Means) {
  const { state, team, send } = desk;

  const top = (account: string): OpenView => {
    const view = state.views.get(account)?.at(-1);
    if (!view) throw new Error('No dialog is open');
    return view;
  };

  async function inView(account: string, view: OpenView, action: object): Promise<void> {
    const answered = await send.interaction({
      type: 'block_actions',
      ...shared(account),
      container: { type: 'view', view_id: view.id },
      view: viewJson(view, team),
      actions: [action],
    });
    if (!taken(answered)) state.notices.set(account, TROUBLE);
  }

  async function type(account: string, values: Record<string, string>): Promise<void> {
    const view = top(account);
    for (const [place, value] of Object.entries(values)) {
      const input = view.input(place);
      if (!input) throw new Error(`There is no input ${place} in the dialog`);
      canType(input, value);
      view.set(input, value);
      if (!dispatches(input)) continue;
      const { type, ...typed } = stateOf(input.element, value);
      const { block_id } = input.block;
      const { action_id } = input.element;
      await inView(account, view, { type, block_id, action_id, ...typed, action_ts: actionTs() });
    }
  }

  async function press(account: string, button: string): Promise<void> {
    const view = top(account);
    const found = view.button(button);
    if (!found) throw new Error(`There is no button ${button} in the dialog`);
    await inView(account, view, buttonAction(found.block, found.element));
  }

  async function submit(account: string): Promise<void> {
    const view = top(account);
    if (!view.json.submit) throw new Error('The dialog has no button that sends it');
    view.errors = notReady(view);
    if (view.errors.size > 0) return;
    const answered = await send.interaction({
      type: 'view_submission',
      ...shared(account),
      view: viewJson(view, team),
      response_urls: [],
    });
    const body = taken(answered) ? jsonOf(answered) : null;
    const accepted = body === undefined || (body !== null && submitted(account, view, body));
    if (body === undefined) closeTop(account);
    if (!accepted) state.notices.set(account, TROUBLE);
  }

  function closeTop(account: string): void {
    state.views.set(account, (state.views.get(account) ?? []).slice(0, -1));
  }

  /** What the bot wants to be done with the modal that was sent. False when Slack would not do it. */
  function submitted(account: string, view: OpenView, body: Json): boolean {
    const stack = state.views.get(account) ?? [];
    switch (body.response_action) {
      case 'clear':
        state.views.set(account, []);
        return true;
      case 'errors': {
        const blocks = new Set(view.inputs().map(({ block }) => String(block.block_id)));
        const errors = isObject(body.errors) ? Object.entries(body.errors) : [];
        if (errors.length === 0 || errors.some(([block]) => !blocks.has(block))) return false;
        view.errors = new Map(errors.map(([block, text]) => [block, String(text)]));
        return true;
      }
      case 'update':
        if (viewProblems(body.view)) return false;
        view.replace(namedView(state, body.view as Json), desk.hash());
        return true;
      case 'push':
        if (viewProblems(body.view) || stack.length >= 3) return false;
        stack.push(openView(desk.nextViewId(), view.root, view.id, namedView(state, body.view as Json), desk.hash()));
        return true;
      default:
        return false;
    }
  }

  return {
    type,
    press,
    submit,
    close(account: string): void {
      top(account);
      closeTop(account);
    },
  };
}
