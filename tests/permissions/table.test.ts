import { expect, test } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { SCENES } from './playing.ts';
import { PARTS } from './roles.ts';
import { permissionTable } from './table.ts';

const rows = permissionTable();

test('every command is in the table, and the table has no others', () => {
  const named = new Set(rows.flatMap((row) => row.commands));
  expect([...named].sort()).toEqual(commands.map(({ name }) => name).sort());
});

test('every row says of everybody what they may, and is played', () => {
  expect(rows.length).toBeGreaterThan(40);
  for (const { step, cells } of rows) expect([step, ...cells.keys()]).toEqual([step, ...Object.keys(PARTS)]);
  const played = SCENES.flatMap((plays) => Object.keys(plays));
  expect(rows.map(({ step }) => step).sort()).toEqual(played.sort());
});

test('every step is reached by what is typed or by a button, and no part may do nothing that another may', () => {
  const plays = Object.assign({}, ...SCENES);
  for (const { step, cells } of rows) {
    expect([step, plays[step].typed !== undefined || plays[step].button !== undefined]).toEqual([step, true]);
    // A step that nobody may take, or everybody, would say nothing about anybody.
    expect([step, [...new Set(cells.values())].length > 1]).toEqual([step, true]);
  }
});
