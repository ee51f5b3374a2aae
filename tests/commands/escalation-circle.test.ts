import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Board, board } from '../support/board.ts';
import { choicesOf, raised, standing, steps, told } from '../support/escalations.ts';
import { fillsInForm } from '../support/filling.ts';
import { inTwoHalves, northSouth } from '../support/halves.ts';

const STEPS =
  'escalation acknowledge take answer ask add pass-on agenda decide advise merge join object withdraw-escalation close'.split(
    ' ',
  );

const FORM = {
  ...{ priorities: 'serious-violence', areas: 'csp-3', situation: 'Workers leave', evidence: 'Fewer came back' },
  ...{ anythingTried: 'no', untried: 'It was announced yesterday', why: 'power', askKind: 'resources' },
  ...{ ask: 'Bridging money', urgency: 'next_meeting', sensitive: 'no' },
};

let snb: Board;
let id: string;
beforeAll(async () => {
  snb = await board({ on: '2021-04-14', register: inTwoHalves() });
  id = await raised(snb, { sensitive: true });
});
afterAll(() => snb.close());

describe('outside the circle of a sensitive escalation', () => {
  const { southGroup, southBoard } = northSouth;

  test.each([southGroup, southBoard, 'helen-tranter', 'bronwen-pugh'])(
    '%s learns nothing of it but its reference and priorities, and does nothing to it, whatever they press',
    async (key) => {
      const list = await snb.person(key).says('escalations');
      expect(list).toContain('Others that are open\nSNB-1 – Serious Violence. Sensitive');
      expect(list).not.toContain('Read all of');
      const before = await standing(snb, id);
      for (const step of STEPS) {
        const seen = await steps(snb, snb.person(key), step, id);
        expect(seen).not.toMatch(/Hospital outreach|Money from July|Workers leave|How it stands|Raised/);
      }
      expect(await standing(snb, id)).toEqual(before);
    },
  );

  test('an officer who tries out words finds nothing; one who raises the same is shown its reference, and may join', async () => {
    const kwame = snb.person('kwame-asante');
    await kwame.says('escalate');
    for (const title of ['Hospital', 'Outreach', 'Hospital outreach drugs knives cameras buses fires schools June']) {
      kwame.types({ title });
      await fillsInForm(kwame, { ...FORM, title });
      // It was sent: nothing looked alike.
      expect(kwame.sees()).toContain('Your escalation was sent');
      const own = (await told(snb, 'kwame-asante', 'escalation.sent'))?.text.match(/SNB-\d+/)?.[0];
      await snb.database.transact(snb.partnershipId, async ({ escalations }) =>
        escalations.change((await escalations.byReference(own!))!.id, { state: 'closed' }),
      );
      await kwame.says('escalate');
    }
    await fillsInForm(kwame, { ...FORM, title: 'Outreach in hospital is ending' });
    expect(choicesOf(kwame)).toEqual(['Join SNB-1', 'None of these: send mine']);
    expect(kwame.sees()).not.toContain('Hospital outreach ends');
  });
});

test('who chairs above a partnership that it concerns is sent it, reads it and takes it', async () => {
  const both = await raised(snb, { sensitive: true, bodyKeys: ['csp-1', 'csp-2'] });
  expect((await told(snb, northSouth.southGroup, 'escalation.raised'))?.text).toContain(
    'Hospital outreach ends in June',
  );
  expect(await steps(snb, snb.person(northSouth.southGroup), 'take', both)).toContain('You have taken');
  expect(await steps(snb, snb.person('bronwen-pugh'), 'escalation', both)).toContain('It is marked as sensitive');
});
