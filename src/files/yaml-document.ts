import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  Parser,
  parseDocument,
  visit,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { fieldOf, type Mistake } from './mistake.ts';

/** Where something is in a document: the keys of maps and the places in lists that lead to it. */
export type Path = readonly (string | number)[];

/** A YAML text as plain data, which still knows on which line everything stands. */
export interface YamlDocument {
  data: unknown;
  /** The line of a field or an entry; of one that is not there, the line of what it would be in. */
  lineOf(path: Path): number;
}

const MOST_BYTES = 5 * 1024 * 1024;
/** Fifty for each of a thousand people. What has more takes the parser longer than anybody waits for an answer. */
const MOST_LINES = 50_000;
const DEEPEST = 40;

/**
 * Reads YAML without trusting it: no aliases (a few lines of them can stand for gigabytes), nothing over 5 MB or
 * 50,000 lines. The document is null where the text cannot be read; `mistakes` then says why. A field given twice leaves
 * it readable.
 */
export function readYaml(
  text: string,
  file: string,
  /** What the file should be, for its mistakes. */
  kind = 'an agreement file',
): { document: YamlDocument | null; mistakes: Mistake[] } {
  const whole = (message: string) => ({
    document: null,
    mistakes: [{ file, line: 1, field: '', value: null, message }],
  });
  if (Buffer.byteLength(text) > MOST_BYTES) return whole('The file must be 5 MB or less.');
  if (/[\0\uFFFD]/.test(text)) return whole('This is not a plain text file. Save it as text, in UTF-8.');
  if (text.split('\n', MOST_LINES + 2).length > MOST_LINES + 1) return whole('The file must be 50,000 lines or fewer.');
  if (depthOf(text) > DEEPEST) return whole(`The file is nested deeper than ${kind} can be.`);
  return parse(text, file, kind, whole);
}

function parse(
  text: string,
  file: string,
  kind: string,
  whole: (message: string) => { document: null; mistakes: Mistake[] },
) {
  const lines = new LineCounter();
  // The parser's own look for repeated keys takes quadratic time.
  const parsed = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
  const lineAt = (offset: number) => Math.max(1, lines.linePos(offset).line);
  const unreadable = [...parsed.errors, ...parsed.warnings].map((error) => ({
    file,
    line: lineAt(error.pos[0]),
    field: '',
    value: null,
    message: `This cannot be read as YAML: ${error.message}`,
  }));
  if (unreadable.length > 0) return { document: null, mistakes: unreadable };
  const root = parsed.contents;
  if (!root || (isScalar(root) && root.value === null)) return whole('The file is empty.');
  if (!isMap(root)) return whole(`This is not ${kind}: it has no sections.`);

  const mistakes: Mistake[] = [];
  const place = places();
  let hasAliases = false;
  visit(parsed, {
    Alias: (_, node) => {
      hasAliases = true;
      const message = 'is an alias, which this file may not use. Write it out.';
      mistakes.push({ file, line: lineAt(node.range?.[0] ?? 0), field: '', value: `*${node.source}`, message });
    },
    Map: (_, node, ancestors) => {
      for (const { key, offset } of repeatedKeys(node)) {
        const field = fieldOf([...pathOf([...ancestors, node], place), key]);
        const message = 'is given twice here. Each name may be given once.';
        mistakes.push({ file, line: lineAt(offset), field, value: key, message });
      }
    },
  });
  if (hasAliases) return { document: null, mistakes };
  const document: YamlDocument = { data: parsed.toJS(), lineOf: (path) => lineAt(offsetOf(root, path, place)) };
  return { document, mistakes };
}

function repeatedKeys(map: YAMLMap): { key: string; offset: number }[] {
  const seen = new Set<string>();
  return map.items.flatMap((pair) => {
    if (!isScalar(pair.key)) return [];
    const key = String(pair.key.value);
    if (seen.has(key)) return [{ key, offset: pair.key.range?.[0] ?? 0 }];
    seen.add(key);
    return [];
  });
}

interface Places {
  pairOf(map: YAMLMap, key: string): Pair | undefined;
  indexOf(list: YAMLSeq, entry: unknown): number;
}

/** Where things are in maps and lists, of which each is looked through once: a long one is asked about thousands of times. */
function places(): Places {
  const maps = new WeakMap<YAMLMap, Map<string, Pair>>();
  const lists = new WeakMap<YAMLSeq, Map<unknown, number>>();
  return {
    pairOf(map, key) {
      let pairs = maps.get(map);
      // Backwards, so that of a key that is given twice it is the first.
      pairs ??= new Map(
        map.items.toReversed().flatMap((pair) => (isScalar(pair.key) ? [[String(pair.key.value), pair]] : [])),
      );
      maps.set(map, pairs);
      return pairs.get(key);
    },
    indexOf(list, entry) {
      const indexes = lists.get(list) ?? new Map(list.items.map((item, index) => [item, index]));
      lists.set(list, indexes);
      return indexes.get(entry) ?? -1;
    },
  };
}

/** The path that a chain of nodes, each within the one before, leads along. */
function pathOf(chain: readonly unknown[], place: Places): Path {
  return chain.flatMap((node, index): (string | number)[] => {
    if (isPair(node)) return isScalar(node.key) ? [String(node.key.value)] : [];
    const parent = chain[index - 1];
    return isSeq(parent) ? [place.indexOf(parent, node)] : [];
  });
}

/** Where something begins: the key of a field, or the entry of a list. */
function offsetOf(root: Node, path: Path, place: Places): number {
  let node: unknown = root;
  let offset = root.range?.[0] ?? 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = place.pairOf(node, String(step));
      if (!pair) return offset;
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      const item: unknown = node.items[Number(step)];
      if (!item || isAlias(item)) return offset;
      offset = (item as Node).range?.[0] ?? offset;
      node = item;
    } else return offset;
  }
  return offset;
}

/**
 * How deep lists and maps lie in each other. Found before composing the document, which recurses into them: a stack
 * that runs out while a regular expression is compiled ends the whole program.
 */
function depthOf(text: string): number {
  let deepest = 0;
  for (const document of new Parser().parse(text)) {
    const open: { token: unknown; depth: number }[] = [{ token: document, depth: 0 }];
    for (let next = open.pop(); next && deepest <= DEEPEST; next = open.pop()) {
      const { token, depth } = next;
      deepest = Math.max(deepest, depth);
      if (typeof token !== 'object' || token === null) continue;
      if ('items' in token && Array.isArray(token.items))
        for (const { key, value } of token.items)
          open.push({ token: key, depth: depth + 1 }, { token: value, depth: depth + 1 });
      else if ('value' in token) open.push({ token: token.value, depth });
    }
  }
  return deepest;
}
