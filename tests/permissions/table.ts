import { readFileSync } from 'node:fs';

export const CELLS = ['yes', 'no', 'own', 'draft'] as const;
export type Cell = (typeof CELLS)[number];

/** One row of docs/permissions.md: who may take a step. */
export interface Row {
  step: string;
  /** The commands by which it is taken. */
  commands: string[];
  cells: Map<string, Cell>;
}

/** Every row of the tables of docs/permissions.md that say who may do what. */
export function permissionTable(): Row[] {
  const file = new URL('../../docs/permissions.md', import.meta.url);
  return readFileSync(file, 'utf8')
    .split('\n\n')
    .filter((block) => block.startsWith('| Step |'))
    .flatMap((block) => {
      const [header = [], , ...rows] = block.trim().split('\n').map(cellsOf);
      return rows.map((row) => rowOf(header, row));
    });
}

const cellsOf = (line: string) =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

function rowOf([, , ...roles]: string[], [step = '', commands = '', ...words]: string[]): Row {
  const cells = roles.map((role, index): [string, Cell] => {
    const cell = CELLS.find((one) => one === words[index]);
    if (!cell) throw new Error(`${step}, ${role}: “${words[index]}” is none of ${CELLS.join(', ')}`);
    return [role, cell];
  });
  return { step, commands: [...commands.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name), cells: new Map(cells) };
}
