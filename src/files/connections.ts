import { z } from 'zod';
import { fieldOf, type Mistake } from './mistake.ts';
import { schemaMistakes } from './schema-mistakes.ts';
import { type Path, readYaml, type YamlDocument } from './yaml-document.ts';

/** The chat platforms that a program serves, with the secrets that the file names by where they are. */
export interface Connections {
  slack: {
    key: string;
    team: string;
    botToken: string;
    /** One of the two: Slack posts to this program, or this program opens a socket to Slack. */
    signingSecret?: string;
    appToken?: string;
  }[];
  teams: { key: string; tenantId: string; appId: string; appPassword: string }[];
}

export type ReadConnections = { ok: true; connections: Connections } | { ok: false; mistakes: Mistake[] };

const key = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'must be small letters, digits and hyphens, such as councils');
/** In small letters, as Microsoft itself writes them in what it sends; its portals show them in either. */
const guid = z.guid('must be an id such as 0a1b2c3d-1111-4222-8333-444455556666').toLowerCase();
const secret = z
  .string()
  .regex(
    /^env [A-Z][A-Z0-9_]*$/,
    'must say where the secret is, as “env SLACK_BOT_TOKEN”. Secrets are not kept in this file',
  );

const file = z
  .strictObject({
    slack: z
      .array(
        z.strictObject({
          key,
          workspace: z.string().regex(/^[TE][A-Z0-9]{2,}$/, 'must be the id of a workspace, such as T0123ABCD'),
          botToken: secret,
          signingSecret: secret.optional(),
          appToken: secret.optional(),
        }),
      )
      .default([]),
    teams: z.array(z.strictObject({ key, tenant: guid, appId: guid, appPassword: secret })).default([]),
  })
  .readonly();

const SECRETS = /(botToken|signingSecret|appToken|appPassword)$/;
const BEGINNINGS: Record<string, string> = { botToken: 'xoxb-', appToken: 'xapp-' };

/**
 * Reads the file that lists the chat platforms. Secrets are not in it: it names where in the environment each is, and
 * `environment` gives them. No mistake repeats a secret, nor what was written in a secret's place.
 */
export function readConnections(
  text: string,
  fileName: string,
  environment: (name: string) => string | undefined,
): ReadConnections {
  const { document, mistakes } = readYaml(text, fileName, 'a connections file');
  if (!document) return { ok: false, mistakes };
  const parsed = file.safeParse(document.data);
  if (!parsed.success || mistakes.length > 0) {
    const found = parsed.error ? schemaMistakes(file, parsed.error.issues, document, fileName) : [];
    return { ok: false, mistakes: [...mistakes, ...found].map(withoutSecret) };
  }
  const at = mistakeAt(document, fileName);
  const wrong: Mistake[] = [];
  const given = (path: Path, reference: string): string => {
    const name = reference.slice('env '.length);
    const value = environment(name) ?? '';
    const beginning = BEGINNINGS[String(path.at(-1))];
    if (value === '') wrong.push(at(path, name, 'is not set in the environment.'));
    else if (beginning && !value.startsWith(beginning))
      wrong.push(at(path, name, `is set to something that does not begin with ${beginning}.`));
    return value;
  };

  const { slack, teams } = parsed.data;
  if (slack.length + teams.length === 0) wrong.push(at([], null, 'The file lists no connection.'));
  const connections: Connections = {
    slack: slack.map(({ key, workspace, botToken, signingSecret, appToken }, index) => {
      const here = ['slack', index];
      if ((signingSecret === undefined) === (appToken === undefined))
        wrong.push(
          at(here, key, 'must have either signingSecret (Slack posts to this program) or appToken (Socket Mode).'),
        );
      return {
        key,
        team: workspace,
        botToken: given([...here, 'botToken'], botToken),
        ...(signingSecret ? { signingSecret: given([...here, 'signingSecret'], signingSecret) } : {}),
        ...(appToken ? { appToken: given([...here, 'appToken'], appToken) } : {}),
      };
    }),
    teams: teams.map(({ key, tenant, appId, appPassword }, index) => ({
      key,
      tenantId: tenant,
      appId,
      appPassword: given(['teams', index, 'appPassword'], appPassword),
    })),
  };
  wrong.push(
    ...repeated(slack.map((one, index) => ({ path: ['slack', index, 'workspace'], value: one.workspace }))),
    ...repeated(teams.map((one, index) => ({ path: ['teams', index, 'tenant'], value: one.tenant }))),
    ...repeated([
      ...slack.map((one, index) => ({ path: ['slack', index, 'key'], value: one.key })),
      ...teams.map((one, index) => ({ path: ['teams', index, 'key'], value: one.key })),
    ]),
  );
  function repeated(values: { path: Path; value: string }[]): Mistake[] {
    return values
      .filter(({ value }, index) => values.findIndex((other) => other.value === value) < index)
      .map(({ path, value }) => at(path, value, 'is given to another connection already.'));
  }
  return wrong.length > 0 ? { ok: false, mistakes: wrong } : { ok: true, connections };
}

function mistakeAt(document: YamlDocument, fileName: string) {
  return (path: Path, value: string | null, message: string): Mistake => ({
    file: fileName,
    line: path.length === 0 ? 1 : document.lineOf(path),
    field: fieldOf(path),
    value,
    message,
  });
}

/** What stands where a secret's name should be may be the secret. */
function withoutSecret(mistake: Mistake): Mistake {
  return SECRETS.test(mistake.field) ? { ...mistake, value: null } : mistake;
}
