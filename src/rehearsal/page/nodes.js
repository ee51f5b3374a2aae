import { element } from './dom.js';

/**
 * Draws what a platform's client shows (see stand-in.ts: Node). Drawing only: buttons carry `data-act` and `data-id`,
 * inputs carry `data-input`, and whoever owns the place listens.
 *
 * @param {any[]} nodes
 * @param {{ act: string, level: number, prefix: string }} how
 *   `act` names what pressing a button means here; `level` is the heading level; `prefix` keeps element ids apart
 * @returns {HTMLElement[]}
 */
export function drawNodes(nodes, how) {
  /** @type {HTMLElement[]} */
  const drawn = [];
  for (const [index, node] of nodes.entries()) {
    if (node.kind !== 'button') {
      drawn.push(drawNode(node, index, how));
      continue;
    }
    const last = drawn.at(-1);
    const row = last?.className === 'buttons' ? last : element('div', { class: 'buttons' });
    if (row !== last) drawn.push(row);
    row.append(drawButton(node, how));
  }
  return drawn;
}

/** @param {any} node @param {number} index @param {{ act: string, level: number, prefix: string }} how */
function drawNode(node, index, how) {
  switch (node.kind) {
    case 'heading':
      return element(`h${how.level}`, {}, node.text);
    case 'text':
      return element('p', { class: 'text' }, node.text);
    case 'list':
      return element('ul', {}, ...node.items.map((/** @type {string} */ item) => element('li', {}, item)));
    case 'divider':
      return element('hr');
    case 'input':
      return drawInput(node, `${how.prefix}-${index}`);
    default:
      throw new Error(`This page cannot draw "${node.kind}".`);
  }
}

/** @param {any} button @param {{ act: string }} how */
function drawButton(button, how) {
  return element('button', { type: 'button', 'data-act': how.act, 'data-id': button.id }, button.label);
}

/** @param {any} input @param {string} id */
function drawInput(input, id) {
  const hint = input.hint && element('p', { id: `${id}-hint`, class: 'hint' }, input.hint);
  const error =
    input.error &&
    element('p', { id: `${id}-error`, class: 'error' }, element('span', { class: 'unseen' }, 'Error: '), input.error);
  const described = [hint?.id, error?.id].filter(Boolean).join(' ') || undefined;
  const attributes = {
    id,
    'data-input': input.id,
    'aria-describedby': described,
    'aria-invalid': input.error ? 'true' : undefined,
  };
  return element(
    'div',
    { class: input.error ? 'field wrong' : 'field' },
    element('label', { for: id }, input.label),
    hint || undefined,
    error || undefined,
    control(input, attributes),
  );
}

/** @param {any} input @param {Record<string, string | undefined>} attributes */
function control(input, attributes) {
  if (input.type === 'choice') {
    // On neither platform can a choice be taken back, only changed.
    const blank = element('option', { value: '', disabled: true }, 'Select one');
    const options = (input.options ?? []).map((/** @type {any} */ option) =>
      element('option', { value: option.value }, option.label),
    );
    return withValue(element('select', attributes, blank, ...options), input.value);
  }
  if (input.type === 'longText') return withValue(element('textarea', { ...attributes, rows: '4' }), input.value);
  return withValue(element('input', { ...attributes, type: input.type === 'date' ? 'date' : 'text' }), input.value);
}

/** @param {HTMLElement} made @param {string} value */
function withValue(made, value) {
  /** @type {any} */ (made).value = value;
  return made;
}
