import { expect, test } from 'vitest';
import type { Escalation } from '../../src/partnership/escalation.ts';
import { broughtIn } from '../../src/partnership/escalation-joining.ts';
import { nottinghamshire } from '../support/register.ts';

const DAY = '2021-04-14';
const before = {
  ...{ priorityKeys: ['hate-crime'], raisedFor: 'csp-1', bodyKeys: ['csp-1'], urgency: 'next_meeting' },
} as Escalation;
const keys = (after: Partial<Escalation>, raising: string[] = []) =>
  broughtIn(nottinghamshire(), { before, after: { ...before, ...after }, raising }, DAY).map(
    ({ personKey }) => personKey,
  );

test('a priority that another brings has its lead told; where the lead raises it, the deputy is', () => {
  const priorityKeys = ['hate-crime', 'serious-violence'];
  expect(keys({ priorityKeys })).toEqual(['samir-haddad']);
  expect(keys({ priorityKeys }, ['samir-haddad'])).toEqual(['miriam-sadler']);
});

test('what becomes immediate is told to everybody but those who raise it', () => {
  const told = keys({ urgency: 'immediate' });
  expect(told).toEqual(expect.arrayContaining(['helen-tranter', 'neil-garside', 'grace-holloway', 'edith-carrow']));
  expect(keys({ urgency: 'immediate' }, ['neil-garside'])).not.toContain('neil-garside');
});
