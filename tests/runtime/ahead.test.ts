import { expect, test } from 'vitest';
import { jobs } from '../../src/jobs/index.ts';
import { lookingAhead } from '../../src/runtime/ahead.ts';
import { at, board } from '../support/board.ts';

test('where more happens than can be looked at while somebody waits, it is told until when everything is known', async () => {
  const snb = await board();
  const until = at('2021-04-14', 17);
  const looks = (most?: number) =>
    snb.database.transact(snb.partnershipId, (store) =>
      store.pretend((pretended) => lookingAhead(jobs, most)(pretended, snb.now(), until)),
    );
  const all = await looks();
  expect(all.until).toEqual(until);
  // The period that opens on 1 April is one thing; what comes after it is not looked at.
  const first = await looks(1);
  expect(first.until).toEqual(at('2021-04-09'));
  expect(first.sent.length).toBeGreaterThan(0);
  expect(first.sent).toEqual(all.sent.filter((one) => one.at <= first.until).slice(0, first.sent.length));
  expect(all.sent.length).toBeGreaterThan(first.sent.length);
  await snb.close();
});
