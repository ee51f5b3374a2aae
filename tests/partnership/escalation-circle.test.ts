import { describe, expect, test } from 'vitest';
import { routeOf } from '../../src/partnership/escalation-routing.ts';
import { readingOf, stepsFor } from '../../src/partnership/escalation-steps.ts';
import { AUDIENCE, READ_BY } from '../../src/views/escalation-readers.ts';
import { inTwoHalves, northSouth } from '../support/halves.ts';

const DAY = '2021-04-14';
const register = inTwoHalves();
const raisers = [{ personKey: 'jamie-thorpe', bodyKey: 'csp-1', joinedAt: new Date(0), leftAt: null }];
const sensitive = (change: object = {}) => ({
  ...{ priorityKeys: ['serious-violence'], raisedFor: 'csp-1', bodyKeys: ['csp-1'], sensitive: true },
  ...{ urgency: 'immediate' as const, ...change },
});
const reads = (key: string, change: object = {}) => readingOf(register, sensitive(change), raisers, { key }, DAY);
const { northGroup, northBoard, southGroup, southBoard } = northSouth;

describe('the circle of a sensitive escalation', () => {
  test('is whoever raised it and their partnership, and the whole of its route', () => {
    for (const { personKey } of routeOf(register, sensitive(), DAY))
      expect([personKey, reads(personKey)]).toEqual([personKey, 'whole']);
    for (const key of ['jamie-thorpe', 'samir-haddad', 'miriam-sadler', northGroup, northBoard, 'grace-holloway'])
      expect([key, reads(key)]).toEqual([key, 'whole']);
  });

  test('leaves out who chairs above other partnerships, who leads other priorities, and other partnerships’ officers', () => {
    for (const key of [southGroup, southBoard, 'helen-tranter', 'bronwen-pugh'])
      expect([key, reads(key)]).toEqual([key, 'reference']);
  });

  test('takes in who chairs above a partnership once it is said to concern that one, and not its officers', () => {
    const both = { bodyKeys: ['csp-1', 'csp-2'] };
    for (const key of [southGroup, southBoard]) expect([key, reads(key, both)]).toEqual([key, 'whole']);
    expect(reads('bronwen-pugh', both)).toBe('reference');
  });

  test('is closed to somebody who is on the register and sits nowhere', () => {
    expect(reads('nobody-at-all')).toBeNull();
  });

  test('is whoever may do more than join it', () => {
    const one = {
      escalation: { ...sensitive(), state: 'raised', holderKey: null, outcome: null },
      ...{ raisers, sent: [], isOutcomeSent: false },
    } as unknown as Parameters<typeof stepsFor>[1];
    for (const { key } of register.people) {
      const steps = stepsFor(register, one, { key }, DAY).filter((step) => step !== 'join');
      if (steps.length > 0) expect([key, reads(key)]).toEqual([key, 'whole']);
    }
  });
});

describe('what is not sensitive', () => {
  const open = { sensitive: false };

  test('is read beyond it by the officers of every partnership, by who sits on the board or its group, and by every lead', () => {
    for (const key of ['bronwen-pugh', 'helen-tranter', southGroup, southBoard])
      expect([key, reads(key, open)]).toEqual([key, 'whole']);
  });

  test('is nothing to who deputises for or supports the lead of another priority', () => {
    for (const key of ['nadia-wren', 'daniel-ferris', 'miriam-sadler']) {
      const other = { ...open, priorityKeys: ['preventable-deaths'] };
      expect([key, reads(key, other)]).toEqual([key, null]);
      expect([key, reads(key, { ...other, sensitive: true })]).toEqual([key, null]);
    }
    expect(reads('nadia-wren', { ...open, priorityKeys: ['hate-crime'] })).toBe('whole');
  });
});

test('what the form says of who reads it stands on the lists that decide it', () => {
  expect(READ_BY).toMatchInlineSnapshot(`
    {
      "no": "Not sensitive: also read by the officers, chair and vice chair of every partnership and everybody who sits on the board or its performance group, or leads or champions a priority. The board’s digest shows its title.",
      "yes": "Sensitive: read by those whom it concerns. They are whoever raises or joins it, the officers, chair and vice chair of their partnership, the leads of its priorities and their deputies, their support officers, the chair, vice chair and secretary of the performance group, those of the board and the programme manager. Others see its reference and priorities.",
    }
  `);
  expect(AUDIENCE).toMatchInlineSnapshot(
    `"OFFICIAL. Those whom it concerns will see this; unless it is sensitive, also the officers, chair and vice chair of every partnership and everybody who sits on the board or its performance group, or leads or champions a priority. Leave out names and details of cases."`,
  );
});
