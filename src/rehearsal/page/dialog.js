import { byId, element, say } from './dom.js';
import { drawNodes } from './nodes.js';

const TYPING_PAUSE_MS = 300;

/**
 * The dialog that the platform's client has open. What somebody types stays on screen through every redraw until the
 * server has it: on Slack each pause in typing sends it, on Teams only the next button does.
 *
 * @param {{ send(act: object): Promise<void>, returnFocus(): void }} client
 */
export function dialogPlace({ send, returnFocus }) {
  const dialog = byId('dialog');
  const form = byId('dialog-form');
  const title = byId('dialog-title');
  const content = byId('dialog-content');
  const footer = byId('dialog-footer');
  const notice = byId('dialog-notice');
  /** @type {any} */
  let shown;
  let platform = '';
  /** Typed, and not yet with the server. @type {Map<string, string>} */
  const typed = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pause;
  let busy = false;

  async function flush() {
    clearTimeout(pause);
    if (typed.size === 0) return;
    const values = Object.fromEntries(typed);
    await send({ kind: 'type', values });
    for (const [id, value] of Object.entries(values)) if (typed.get(id) === value) typed.delete(id);
  }

  /** @param {object} act @param {boolean} keepTyped */
  async function press(act, keepTyped) {
    if (busy) return;
    busy = true;
    form.setAttribute('aria-busy', 'true');
    try {
      if (keepTyped) await flush();
      else typed.clear();
      await send(act);
    } catch (error) {
      say(notice, /** @type {Error} */ (error).message);
    } finally {
      busy = false;
      form.removeAttribute('aria-busy');
    }
  }

  const close = () => press({ kind: 'close' }, platform === 'slack');

  form.addEventListener('input', (/** @type {Event} */ event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    const id = input.dataset.input;
    if (id === undefined) return;
    typed.set(id, input.value);
    if (platform !== 'slack') return;
    clearTimeout(pause);
    pause = setTimeout(() => {
      flush().catch((error) => say(notice, error.message));
    }, TYPING_PAUSE_MS);
  });
  form.addEventListener('click', (/** @type {Event} */ event) => {
    const button = /** @type {HTMLElement} */ (event.target).closest('button');
    if (button?.dataset.act === 'pressInDialog') press({ kind: 'pressInDialog', button: button.dataset.id }, true);
  });
  form.addEventListener('submit', (/** @type {Event} */ event) => {
    event.preventDefault();
    if (shown?.submit) press({ kind: 'submit' }, true);
  });
  byId('dialog-close').addEventListener('click', close);
  dialog.addEventListener('cancel', (/** @type {Event} */ event) => {
    event.preventDefault();
    close();
  });
  // A second Escape closes the element whatever the page says, so the platform's client has to hear of it.
  dialog.addEventListener('close', () => {
    if (shown) close();
  });

  function draw() {
    const before = new Set(inputs().map((input) => input.dataset.input));
    const focused = /** @type {HTMLElement | null} */ (document.activeElement);
    const { input, act, id } = (form.contains(focused) && focused?.dataset) || {};

    say(title, shown.title);
    content.replaceChildren(...drawNodes(shown.nodes, { act: 'pressInDialog', level: 3, prefix: 'field' }));
    footer.replaceChildren(
      ...(shown.submit ? [element('button', { type: 'submit', class: 'main' }, shown.submit)] : []),
    );
    for (const one of inputs()) {
      const value = typed.get(one.dataset.input);
      if (value !== undefined) one.value = value;
    }
    for (const gone of [...typed.keys()].filter((key) => !inputs().some((one) => one.dataset.input === key))) {
      typed.delete(gone);
    }
    if (!dialog.open) {
      dialog.showModal();
      return title.focus();
    }

    const wrong = content.querySelector('[aria-invalid="true"]');
    const added = inputs().filter((one) => !before.has(one.dataset.input));
    const samePage = before.size === 0 ? inputs().length === 0 : inputs().length > added.length;
    const same = [...form.querySelectorAll('[data-input], [data-act]')].find(
      (one) => one.dataset.input === input && one.dataset.act === act && one.dataset.id === id,
    );
    if (busy && wrong) wrong.focus();
    else if (busy && samePage && added[0]) added[0].focus();
    else if (samePage && same && (input ?? act)) same.focus();
    else if (!form.contains(document.activeElement)) title.focus();
    if (document.activeElement === title) dialog.scrollTop = 0;
  }

  /** @returns {any[]} */
  const inputs = () => [...content.querySelectorAll('[data-input]')];
  /** What is drawn, apart from the values. @param {any} one */
  const look = (one) => one && JSON.stringify({ ...one, nodes: one.nodes.map(withoutValue) });

  return {
    /**
     * @param {any} wanted the ShownDialog, or undefined when none is open
     * @param {string} on the platform
     * @param {string | undefined} told what the platform itself told the person
     */
    show(wanted, on, told) {
      const redraw = look(wanted) !== look(shown) || on !== platform;
      shown = wanted;
      platform = on;
      if (!wanted) {
        typed.clear();
        clearTimeout(pause);
        if (!dialog.open) return;
        dialog.close();
        returnFocus();
        return;
      }
      say(notice, told);
      if (redraw || !dialog.open) return draw();
      for (const node of wanted.nodes.filter((/** @type {any} */ one) => one.kind === 'input')) {
        const input = inputs().find((one) => one.dataset.input === node.id);
        if (input && !typed.has(node.id) && input.value !== node.value) input.value = node.value;
      }
    },
  };
}

/** @param {any} node */
const withoutValue = (node) => (node.kind === 'input' ? { ...node, value: undefined } : node);
