import { byId, element, keep, say } from './dom.js';
import { platformName } from './words.js';

const GROUPS = [
  ['lead', 'Leads'],
  ['support', 'Support officers'],
  ['manager', 'Programme manager'],
  ['board', 'Board'],
  ['csp', 'Community Safety Partnership (CSP) officers'],
  ['unknown', 'Somebody unknown'],
];

/**
 * @param {any[]} people
 * @param {any} chosen the person the page is being
 * @param {string} platform
 */
export function drawPeople(people, chosen, platform) {
  const groups = GROUPS.map(([group, label]) => ({ label, people: people.filter((one) => one.group === group) }));
  const select = byId('person');
  keep(
    select,
    groups.filter((group) => group.people.length > 0),
    (group) => String(group.label),
    (group) => element('optgroup', { label: group.label }, ...group.people.map(drawPerson)),
  );
  select.value = chosen.key;
  say(byId('roles'), [...chosen.posts, ...chosen.roles].join('. ') || 'Not on the register.');
  keep(
    byId('platforms'),
    chosen.platforms,
    (/** @type {string} */ one) => one,
    (/** @type {string} */ one) =>
      element(
        'button',
        { type: 'button', 'data-act': 'platform', 'data-id': one, 'aria-pressed': String(one === platform) },
        platformName(one),
      ),
    (/** @type {string} */ one) => [one, one === platform],
  );
}

/** @param {any} person */
function drawPerson(person) {
  const post = person.posts[0] ?? person.roles[0];
  return element('option', { value: person.key }, post ? `${person.name}, ${post}` : person.name);
}
