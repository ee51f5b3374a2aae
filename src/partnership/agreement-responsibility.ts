import type { AgreementFile } from './agreement-file.ts';
import type { Assignment, PostHolding, Role } from './register.ts';
import { roleNamed } from './roles.ts';

/** Who holds which post. Somebody who comes back to a post holds it a second time. */
export function holdingRows(file: AgreementFile): PostHolding[] {
  return keyed(
    Object.entries(file.posts).flatMap(([postKey, post]) => {
      const holders = post.holder ? [{ person: post.holder, from: undefined, to: undefined }] : post.holders;
      return holders.map(({ person, from, to }) => ({
        key: `${postKey}/${person}`,
        postKey,
        personKey: person,
        from: from ?? null,
        to: to ?? null,
        endedOn: null,
      }));
    }),
  );
}

/** Every responsibility that the file gives: of leadership, of the other roles, and of the linkages. */
export function assignmentRows(file: AgreementFile, leadsSince: { from: string; since: string }): Assignment[] {
  const row = (
    subjectKind: Assignment['subjectKind'],
    subjectKey: string,
    role: Role,
    holder: string,
    dates: { from?: string; to?: string; since?: string },
  ): Assignment => {
    const held = holderOf(file, holder);
    const by = held.holderRole ? `${held.holderRole}-for-${held.holderKey}` : held.holderKey;
    const { from = null, to = null, since = null } = dates;
    return {
      key: `${subjectKind}/${subjectKey}/${role}/${by}`,
      subjectKind,
      subjectKey,
      role,
      ...held,
      from,
      to,
      since,
      endedOn: null,
    };
  };

  const leadership = file.leadership.flatMap(({ priority, lead, deputy, support, from, to, since }) => {
    const leads = from || since ? { from: from ?? leadsSince.from, to, since } : { ...leadsSince, to };
    return [
      ...(lead ? [row('priority', priority, 'lead', lead, leads)] : []),
      ...(deputy ?? []).map((one) => row('priority', priority, 'deputy', one, { from, to })),
      ...(support ?? []).map((one) => row('priority', priority, 'support_officer', one, { from, to })),
    ];
  });
  const roles = file.roles.map(({ role, holder, from, to, ...of }) => {
    const dates = { from, to };
    if (of.body) return row('body', of.body, role, holder, dates);
    if (of.priority) return row('priority', of.priority, role, holder, dates);
    if (of.grouping) return row('grouping', `${file.agreement.key}/${of.grouping}`, role, holder, dates);
    if (of.post) return row('post', of.post, role, holder, dates);
    return row('partnership', file.partnership.key, role, holder, dates);
  });
  const linkages = file.linkages.flatMap(({ body, representative }) =>
    representative ? [row('linkage', body, 'representative', representative, {})] : [],
  );
  return keyed([...leadership, ...roles, ...linkages]);
}

/** "lead for hate-crime": whoever holds that role, and on which priority. Null where a text does not say so. */
export function holderByRole(typed: string): { role: Role; priority: string } | null {
  const [, name, priority] = /^(?:the )?([a-z_ ]+?) for ([a-z0-9-]+)$/.exec(typed) ?? [];
  const role = name && roleNamed(name);
  return role && priority ? { role, priority } : null;
}

function holderOf(file: AgreementFile, typed: string): Pick<Assignment, 'holderKind' | 'holderKey' | 'holderRole'> {
  const byRole = holderByRole(typed);
  if (byRole) return { holderKind: 'role', holderKey: byRole.priority, holderRole: byRole.role };
  const holderKind = Object.hasOwn(file.posts, typed) ? 'post' : Object.hasOwn(file.people, typed) ? 'person' : 'body';
  return { holderKind, holderKey: typed, holderRole: null };
}

/** The same holder for a second time is told from the first by the day on which it begins. */
function keyed<T extends { key: string; from: string | null }>(rows: T[]): T[] {
  const seen = new Set<string>();
  return rows.map((row) => {
    const key = seen.has(row.key) ? `${row.key}/${row.from}` : row.key;
    seen.add(key);
    return { ...row, key };
  });
}
