import type { Assignment, Person, Register, Role, SubjectKind } from '../../src/partnership/register.ts';
import type { Platform } from '../../src/views/message.ts';
import { everybodyOn } from '../stories/scene.ts';

/** Who plays each part of docs/permissions.md. The stranger has no place on any register. */
export const PARTS = {
  Lead: 'helen-tranter',
  Deputy: 'dora-fenwick',
  Officer: 'nadia-wren',
  Delegated: 'lewis-orme',
  Cover: 'ivor-lathom',
  'Former lead': 'bruce-kettley',
  'Other lead': 'samir-haddad',
  Manager: 'grace-holloway',
  Chair: 'edith-carrow',
  Board: 'gordon-mabbutt',
  'Performance group': 'tessa-grayling',
  'Group chair': 'neil-garside',
  'CSP officer': 'jamie-thorpe',
  'CSP chair': 'owain-prys',
  Registered: 'alma-dray',
  Left: 'ursula-keane',
  Unknown: null,
} as const;
export type Part = keyof typeof PARTS;

const INVENTED = {
  'dora-fenwick': 'Dora Fenwick',
  'lewis-orme': 'Lewis Orme',
  'ivor-lathom': 'Ivor Lathom',
  'bruce-kettley': 'Bruce Kettley',
  'tessa-grayling': 'Tessa Grayling',
  'owain-prys': 'Owain Prys',
  'alma-dray': 'Alma Dray',
  'ursula-keane': 'Ursula Keane',
};

/** What the steps are about. The example has more, which would only take time. */
const PRIORITIES = [
  'hate-crime',
  'antisocial-behaviour',
  'serious-violence',
  'preventable-deaths',
  'prevent',
  'young-people',
  'modern-slavery',
];

/** The Nottinghamshire example with somebody for every part, all of them on one platform. */
export function everyPart(platform: Platform): (register: Register) => void {
  return (register) => {
    register.agreed = register.agreed.filter(({ priorityKey }) => PRIORITIES.includes(priorityKey));
    for (const [key, name] of Object.entries(INVENTED)) {
      const email = `${key.replace('-', '.')}@borsetshire.example`;
      register.people.push({ key, endedOn: null, name, email, prefers: null } satisfies Person);
    }
    register.assignments.push(
      assigned('priority', 'hate-crime', 'deputy', 'dora-fenwick'),
      assigned('priority', 'hate-crime', 'support_officer', 'lewis-orme'),
      assigned('priority', 'antisocial-behaviour', 'deputy', 'ivor-lathom'),
      assigned('body', 'csp-2', 'chair', 'owain-prys'),
      { ...assigned('priority', 'hate-crime', 'lead', 'bruce-kettley'), from: '2020-04-01', to: '2021-03-31' },
    );
    register.posts.push({ key: 'analyst', endedOn: null, title: 'Analyst', organisation: null });
    register.holdings.push({
      ...{ key: 'analyst/tessa-grayling', endedOn: null, postKey: 'analyst', personKey: 'tessa-grayling' },
      ...{ from: null, to: null },
    });
    register.seats.push({
      ...{ key: 'performance-group/analyst', endedOn: null, bodyKey: 'performance-group', postKey: 'analyst' },
      ...{ organisation: 'Nottinghamshire Police', representative: 'Analyst', order: 1 },
    });
    everybodyOn(register, platform);
  };
}

function assigned(subjectKind: SubjectKind, subjectKey: string, role: Role, holderKey: string): Assignment {
  return {
    key: `${subjectKey}/${role}/${holderKey}`,
    endedOn: null,
    ...{ subjectKind, subjectKey, role },
    ...{ holderKind: 'person', holderKey, holderRole: null, from: null, to: null, since: null },
  };
}
