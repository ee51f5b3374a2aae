/**
 * An element with attributes and children. Text becomes text nodes, so nothing that somebody typed is ever read as HTML.
 *
 * @param {string} tag
 * @param {Record<string, string | number | boolean | undefined>} [attributes] `true` sets an empty attribute; `false` and undefined set none
 * @param {...(Node | string | undefined)} children
 * @returns {HTMLElement}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    made.setAttribute(name, value === true ? '' : String(value));
  }
  for (const child of children) if (child !== undefined) made.append(child);
  return made;
}

/**
 * @param {string} id
 * @returns {any} the element, of whatever kind the page's HTML says
 */
export const byId = (id) => document.getElementById(id);

/**
 * Sets the text of an element, and hides it when there is none.
 *
 * @param {HTMLElement} target
 * @param {string | undefined} text
 */
export function say(target, text) {
  // Setting the same text again would have a screen reader say it again.
  if (target.textContent !== (text ?? '')) target.textContent = text ?? '';
  target.hidden = !text;
}

/**
 * Brings the children of `parent` up to date with `items`, keeping the elements of those that look the same, so that
 * focus, scrolling and selections survive. When the focused child was redrawn, its replacement takes the focus.
 *
 * @template T
 * @param {HTMLElement} parent
 * @param {T[]} items
 * @param {(item: T) => string} key unique among the items
 * @param {(item: T) => HTMLElement} draw
 * @param {(item: T) => unknown} [looks] all that `draw` depends on; by default the item itself
 */
export function keep(parent, items, key, draw, looks = (item) => item) {
  const old = new Map([...parent.children].map((child) => [/** @type {HTMLElement} */ (child).dataset.key, child]));
  const focused = document.activeElement;
  let place = parent.firstElementChild;
  for (const item of items) {
    const name = key(item);
    const look = JSON.stringify(looks(item));
    const existing = /** @type {HTMLElement | undefined} */ (old.get(name));
    old.delete(name);
    if (existing?.dataset.look === look) {
      if (existing === place) place = place.nextElementSibling;
      else parent.insertBefore(existing, place);
      continue;
    }
    const drawn = draw(item);
    drawn.dataset.key = name;
    drawn.dataset.look = look;
    parent.insertBefore(drawn, place);
    if (!existing) continue;
    const hadFocus = existing.contains(focused);
    if (existing === place) place = place.nextElementSibling;
    existing.remove();
    if (hadFocus) focusInside(drawn, /** @type {HTMLElement} */ (focused));
  }
  for (const gone of old.values()) {
    if (gone.contains(focused)) parent.focus();
    gone.remove();
  }
}

/**
 * @param {HTMLElement} drawn
 * @param {HTMLElement} former what had the focus before it was redrawn
 */
function focusInside(drawn, former) {
  const { act, id } = former.dataset;
  const same = act && drawn.querySelector(`[data-act="${CSS.escape(act)}"][data-id="${CSS.escape(id ?? '')}"]`);
  const target = /** @type {HTMLElement} */ (same || drawn);
  if (target === drawn && !drawn.hasAttribute('tabindex')) drawn.tabIndex = -1;
  target.focus({ preventScroll: true });
}
