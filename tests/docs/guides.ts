import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { HOME } from '../../src/config.ts';

/** A page of the documentation: where it stands, seen from the program's folder, and its text. */
export interface Page {
  file: string;
  text: string;
}

function pageAt(file: string): Page {
  return { file, text: readFileSync(path.join(HOME, file), 'utf8') };
}

/** Everything that is written for the people who use, run or read Golden Thread, besides the decisions. */
export function pages(): Page[] {
  const inFolder = (folder: string) =>
    readdirSync(path.join(HOME, folder))
      .filter((name) => name.endsWith('.md'))
      .sort()
      .map((name) => path.join(folder, name));
  const folders = ['docs/guides', 'docs/commands', 'docs/jobs'].flatMap(inFolder);
  const others = [
    'manifests/README.md',
    'docs/commands.md',
    'docs/permissions.md',
    'docs/rehearsing.md',
    'docs/bench.md',
  ];
  return ['README.md', 'CHANGELOG.md', ...others, ...folders].map(pageAt);
}

export function guide(name: string): string {
  return pageAt(`docs/guides/${name}.md`).text;
}

/** What stands between fences of this language, in the order of the page. */
export function fenced(text: string, language: string): string[] {
  return [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)]
    .filter(([, written]) => written === language)
    .map(([, , body]) => body!);
}

/** What stands between backticks inside a line. */
export function inlineCode(text: string): string[] {
  return [...text.replace(/^```[\s\S]*?^```$/gm, '').matchAll(/`([^`\n]+)`/g)].map(([, code]) => code!);
}

/** What is to be typed or run: inline code, and the lines of shell fences. */
export function typed(text: string): string[] {
  return [...inlineCode(text), ...fenced(text, 'sh').flatMap((body) => body.trim().split('\n'))];
}

/** The targets of links and pictures. */
export function targets(text: string): string[] {
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target!);
}

/** The rows of a table under a heading, as lists of cells. The heading row is left out. */
export function tableUnder(text: string, heading: string): string[][] {
  const section = text.split(new RegExp(`^#+ ${heading}$`, 'm'))[1]?.split(/^#+ /m)[0] ?? '';
  return section
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(2)
    .map((line) => line.slice(2, -2).split(' | '));
}

/** The places in a page that a link can lead to, named as code hosts name them. */
export function anchors(text: string): string[] {
  return [...text.replace(/^```[\s\S]*?^```$/gm, '').matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  );
}
