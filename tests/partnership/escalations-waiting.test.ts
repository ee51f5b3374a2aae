import { expect, test } from 'vitest';
import type { Escalation } from '../../src/partnership/escalation.ts';
import { escalationsWaitingFor } from '../../src/partnership/escalations-waiting.ts';
import { at } from '../support/board.ts';
import { alsoOfficer } from '../support/escalations.ts';
import { nottinghamshire } from '../support/register.ts';

test('a question waits for whoever has it in the place of a raiser, and for nobody else', () => {
  const register = nottinghamshire();
  alsoOfficer(register, 'miriam-sadler', 'csp-1');
  const escalation: Escalation = {
    ...{ id: 'one', reference: 'SNB-1', title: 'Outreach ends', priorityKeys: ['hate-crime'], bodyKeys: ['csp-1'] },
    ...{ urgency: 'next_meeting', neededBy: null, sensitive: false, values: {}, raisedBy: 'jamie-thorpe' },
    ...{ raisedFor: 'csp-1', raisedAt: at('2021-04-01'), state: 'acknowledged', version: 2, holderKey: null },
    ...{ withPriority: null, acknowledgedAt: at('2021-04-06'), waitingSince: at('2021-04-07'), waited: 0 },
    ...{ meetingKey: null, mergedInto: null, outcome: null, outcomes: 0, closedAt: null },
  };
  const raisers = [
    { escalationId: 'one', personKey: 'jamie-thorpe', bodyKey: 'csp-1', joinedAt: at('2021-04-01'), leftAt: null },
  ];
  const waits = (key: string, asked: string[]) =>
    escalationsWaitingFor(
      register,
      { escalations: [escalation], raisers, unreached: new Map(), asked: new Map([['one', asked]]) },
      { key },
      '2021-04-08',
    ).map(({ what }) => what);
  expect(waits('jamie-thorpe', [])).toEqual(['question']);
  expect(waits('miriam-sadler', [])).toEqual([]);
  expect(waits('miriam-sadler', ['jamie-thorpe', 'miriam-sadler'])).toEqual(['question']);
  expect(waits('helen-tranter', ['helen-tranter'])).toEqual([]);
});
