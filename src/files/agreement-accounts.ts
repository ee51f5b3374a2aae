import { GUID, idAsSent } from '../partnership/agreement-register.ts';
import { each, type Finding } from './agreement-references.ts';
import { isRecord, valueAt } from './schema-mistakes.ts';
import type { Path, YamlDocument } from './yaml-document.ts';

/** How the platforms write their ids, so that a name pasted in place of an id is found before anybody is missed. */
const SHAPES = {
  slack: {
    connection: { shape: /^[TE][A-Z0-9]{4,}$/, words: 'must be a Slack workspace id, like T0123ABCD' },
    account: { shape: /^[UW][A-Z0-9]{4,}$/, words: 'must be a Slack member id, like U0123ABCD' },
    channel: { shape: /^[CG][A-Z0-9]{4,}$/, words: 'must be a Slack channel id, like C0123ABCD' },
  },
  teams: {
    connection: { shape: GUID, words: 'must be a Microsoft tenant id, like 6f1c0d4e-1b2a-4c3d-8e9f-0a1b2c3d4e5f' },
    account: { shape: GUID, words: 'must be an Entra object id, like 6f1c0d4e-1b2a-4c3d-8e9f-0a1b2c3d4e5f' },
    channel: { shape: /^19:\S+@thread\.\S+$/, words: 'must be a Teams channel id, like 19:abc@thread.tacv2' },
  },
};

interface Found {
  path: Path;
  connection: string;
  id: string;
  /** As it is written. */
  written: string;
}

/** Ids that cannot be ids of their platform; accounts, channels, connections and emails that two share. */
export function accountMistakes(data: unknown, document: YamlDocument): Finding[] {
  const accounts = each(data, 'people.*.accounts.*').map(byConnection);
  const channels = each(data, 'bodies.*.channels.*').map(({ path, value }) =>
    byConnection({ path, value: isRecord(value) ? value.id : undefined }),
  );
  const connections = each(data, 'connections.*').map(({ path, value }) => ({
    path: [...path, 'id'],
    connection: String(path[1]),
    ...inBoth(isRecord(value) ? String(value.id) : ''),
  }));
  const emails = each(data, 'people.*.email').map(({ path, value }) => ({
    path,
    connection: '',
    id: String(value).toLowerCase(),
    written: String(value),
  }));
  return [
    ...wrongShape(data, connections, 'connection'),
    ...wrongShape(data, accounts, 'account'),
    ...wrongShape(data, channels, 'channel'),
    ...shared(document, accounts, 'is the account of somebody else too'),
    ...shared(document, channels, 'is the channel of another body too'),
    ...shared(
      document,
      connections.map((one) => ({ ...one, connection: '' })),
      'is another connection too',
    ),
    ...shared(document, emails, 'is the email of somebody else too'),
    ...preferred(data),
  ];
}

function byConnection({ path, value }: { path: Path; value: unknown }): Found {
  return { path, connection: String(path.at(-1)), ...inBoth(typeof value === 'string' ? value : '') };
}

const inBoth = (written: string) => ({ id: idAsSent(written), written });

function wrongShape(data: unknown, found: Found[], what: 'connection' | 'account' | 'channel'): Finding[] {
  return found.flatMap(({ path, connection, id, written }) => {
    const platform = valueAt(data, ['connections', connection, 'platform']);
    if (id === '' || (platform !== 'slack' && platform !== 'teams')) return [];
    const { shape, words } = SHAPES[platform][what];
    return shape.test(id) ? [] : [{ path, value: written, message: `${words}.` }];
  });
}

function shared(document: YamlDocument, found: Found[], what: string): Finding[] {
  const first = new Map<string, Path>();
  return found.flatMap(({ path, connection, id, written }) => {
    const key = `${connection}\n${id}`;
    const before = first.get(key);
    if (id === '' || !before) {
      first.set(key, path);
      return [];
    }
    return [{ path, value: written, message: `${what}, on line ${document.lineOf(before)}.` }];
  });
}

/** A person can only prefer a connection on which they have an account. */
function preferred(data: unknown): Finding[] {
  return each(data, 'people.*.prefers').flatMap(({ path, value }) => {
    const accounts = valueAt(data, [...path.slice(0, -1), 'accounts']);
    const names = isRecord(accounts) ? Object.keys(accounts) : [];
    if (typeof value !== 'string' || names.includes(value)) return [];
    const message =
      names.length > 0
        ? `must be one of ${names.join(', ')}, where this person has an account.`
        : 'must have an account among this person’s accounts.';
    return [{ path, value, message }];
  });
}
