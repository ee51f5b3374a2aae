import { beforeAll, expect, test } from 'vitest';
import type { Rehearsal, RehearsedStep } from '../../src/partnership/rehearsal.ts';
import { byThemselves, plansOf } from '../../src/rehearsal/plans.ts';
import { at, openScene, type Scene } from '../stories/scene.ts';
import { onlyOn } from '../support/register.ts';

const nothing = {
  ...{ priorityKey: null, until: null, to: null, received: null, from: null, why: null, headline: null },
  ...{ escalationKey: null, says: null, link: null, next: null, asAsked: null, by: null, meeting: null, intoKey: null },
};
const step = (
  index: number,
  on: RehearsedStep['on'],
  does: RehearsedStep['does'],
  more: Partial<RehearsedStep> = {},
) => ({
  ...nothing,
  ...{ place: `rehearsal.steps[${index}]`, on, at: null, who: 'grace-holloway', does },
  ...more,
});

const rehearsal: Rehearsal = {
  narratives: [],
  escalations: [],
  answers: [{ priorityKey: 'serious-violence', when: { kind: 'working_day', day: 10 }, report: 'nothing' }],
  steps: [
    step(0, { kind: 'working_day', day: 4 }, 'pause'),
    step(1, { kind: 'date', day: '2021-04-09' }, 'resume', { at: '11:30' }),
  ],
};

let scene: Scene;
beforeAll(async () => {
  scene = await openScene('teams', { register: (register) => onlyOn(register, 'serious-violence') });
  await scene.advance(at('2021-04-01', 10));
  return scene.close;
});

test('what people are going to do, each at its time; a step that was missed is not made up for, and an answer is', async () => {
  const planned = async (since: Date) => {
    const { standIns, now } = scene;
    const plans = await scene.database.read(scene.partnershipId, (reader) =>
      plansOf({ reader, now: now(), since, rehearsal, standIns }),
    );
    return plans.map((one) => `${one.at.toISOString().slice(0, 16)} ${one.person}`);
  };
  const [pause, resume] = ['2021-04-08T13:00 grace-holloway', '2021-04-09T10:30 grace-holloway'];
  const answer = '2021-04-16T09:30 samir-haddad';
  expect(await planned(scene.now())).toEqual([pause, resume, answer]);
  expect(await planned(at('2021-04-08', 14))).toEqual([resume, answer]);
  expect(await planned(at('2021-04-20'))).toEqual([answer]);
});

test('nobody goes on by themselves while a form of theirs is open: what somebody typed there stays', async () => {
  const { standIns, now } = scene;
  const samir = scene.person('samir-haddad');
  const plans = await scene.database.read(scene.partnershipId, (reader) =>
    plansOf({ reader, now: now(), since: now(), rehearsal, standIns }),
  );
  const sending = plans.find(({ person }) => person === 'samir-haddad')!;
  await samir.presses('Report on Serious Violence');
  await samir.fills([['Reason for the rating', 'Half a thought']]);
  await byThemselves([samir], sending);
  expect(samir.dialog()).toContain('Half a thought');
  await samir.closes();
  await byThemselves([samir], sending);
  expect(samir.dialog()).toBeUndefined();
  await scene.settle();
  expect(samir.reads()).toContain('Sent: nothing to report');
});
