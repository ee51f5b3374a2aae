import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { readAgreement } from '../../src/files/agreement.ts';
import type { Rehearsal } from '../../src/partnership/rehearsal.ts';
import { type Played, personGiven, playThrough, printed } from '../../src/rehearse.ts';
import { seededIds } from '../../src/runtime/ids.ts';
import { createLog } from '../../src/runtime/log.ts';
import { freshDatabase } from '../support/database.ts';
import { nottinghamshire, onlyOn } from '../support/register.ts';

const file = new URL('../../examples/nottinghamshire-2020-23.yaml', import.meta.url);
const example = readAgreement(readFileSync(file, 'utf8'), 'nottinghamshire-2020-23.yaml');
const days = { from: '2021-03-31', to: '2021-04-21' };

/** A few priorities of the example, with what its people do about them: two on each platform. */
const PRIORITIES = ['prevent', 'reducing-reoffending', 'antisocial-behaviour', 'serious-violence'];

function rehearsalOn(keys: string[]): Rehearsal {
  if (!example.ok) throw new Error('The example has mistakes');
  const { answers, steps } = example.rehearsal;
  return {
    ...{ answers, narratives: [], escalations: [] },
    steps: steps.filter(
      ({ priorityKey, escalationKey }) =>
        escalationKey === null && (priorityKey === null || keys.includes(priorityKey)),
    ),
  };
}

async function played(keys: string[], rehearsal: Rehearsal, to = days.to): Promise<Played> {
  const register = nottinghamshire();
  onlyOn(register, ...keys);
  const id = seededIds('rehearsal');
  const log = createLog({ level: 'silent', pretty: false, stream: process.stderr });
  const { database, drop } = await freshDatabase(id);
  try {
    return await playThrough({ register, rehearsal, from: days.from, to }, { database, id, log });
  } finally {
    await drop();
  }
}

describe('a rehearsed quarter', () => {
  let quarter: Played;
  const told = (why?: string) => {
    const person = personGiven(quarter.register, why);
    return printed(quarter, person, { ...days, json: true })
      .trimEnd()
      .split('\n')
      .map((line): Record<string, unknown> => JSON.parse(line));
  };
  /** "14 April: report.sent" of what was sent to somebody, and "not" of what was not, with the reason. */
  const lines = (who: string) =>
    told(who).map(({ sent, at, about, reason }) => {
      const day = String(at).slice(0, 10);
      return sent ? `${day} ${about}` : `${day} not ${about}: ${reason}`;
    });

  beforeAll(async () => {
    quarter = await played(PRIORITIES, rehearsalOn(PRIORITIES));
  });

  test('each step of asking again, and what people do, has its own code', () => {
    const codes = new Set(told().map(({ about }) => about));
    for (const code of [
      ...['report.prompt', 'report.prompt.support', 'report.reminder.before', 'report.reminder.due'],
      ...['report.reminder.late', 'report.reminder.snoozed', 'report.reminder.back', 'leave.cover', 'report.moved'],
      ...['report.proposed', 'report.approval', 'report.sent-back', 'report.sent', 'report.sent.told'],
      ...['mode.resumed', 'digest', 'digest.updated'],
    ])
      expect([...codes], code).toContain(code);
    expect(new Set(told().map(({ platform }) => platform))).toEqual(new Set(['slack', 'teams']));
  });

  test('the digest is brought up to date by the late report, and nobody is called again', () => {
    const digests = quarter.log.filter(({ posting }) => posting.subject.startsWith('digest/'));
    const slack = digests.filter(({ posting }) => posting.connectionKey === 'councils');
    expect(slack.map(({ action, about }) => `${action} ${about}`)).toEqual([
      'post digest',
      'update digest.updated',
      'update digest.updated',
    ]);
  });

  test('why somebody who put reminders off was not reminded on the day', () => {
    expect(lines('joan-pickersgill')).toEqual(
      expect.arrayContaining([
        '2021-04-09 report.reminder.before',
        '2021-04-16 not report.reminder.due: Antisocial Behaviour: they asked to be reminded on 19 April 2021',
        '2021-04-19 report.reminder.snoozed',
        '2021-04-20 report.reminder.late',
        '2021-04-21 report.sent',
      ]),
    );
  });

  test('why somebody who approved in time was asked no more', () => {
    expect(lines('Frances Adeyemi')).toEqual(
      expect.arrayContaining([
        '2021-04-13 report.approval',
        '2021-04-15 report.sent',
        '2021-04-16 not report.reminder.due: Reducing reoffending: the report arrived first, on 15 April 2021 at 4pm',
      ]),
    );
  });

  test('why who stands in was asked, and who was held in a pause got one message', () => {
    expect(lines('miriam.sadler@vru.example')).toContain('2021-04-09 leave.cover');
    const owen = lines('owen-brightwell');
    expect(owen).toContain('2021-04-13 not report.reminder.before: Overtaken by the resume');
    expect(owen).toContain('2021-04-13 mode.resumed');
    // His date was moved, so the steps of the others say nothing to him.
    expect(owen).toContain(
      '2021-04-16 not report.reminder.due: this is about what is due on 16 April 2021, and Prevent is due on 20 April 2021',
    );
    expect(owen.join()).not.toContain('they are not asked for any report');
  });

  test('somebody who is asked for nothing is told so at each step, and sees the digest', () => {
    const edith = lines('edith-carrow');
    expect(edith).toContain('2021-04-01 not report.prompt: they are not asked for any of these reports');
    expect(edith).toContain(
      '2021-04-16 not report.reminder.due: they are not asked for any report that is due on 16 April 2021, and prepare none',
    );
    expect(edith).toContain('2021-04-19 digest');
    expect(edith.filter((line) => !line.includes(' not '))).toHaveLength(1);
  });

  test('whoever is nobody in the file is told who can be named', () => {
    expect(() => personGiven(quarter.register, 'Nobody Here')).toThrow(
      /The keys are: alan-whitcombe, .*helen-tranter, ian-treadwell, /,
    );
  });

  test('it reads as text, each line that was not sent with its reason', () => {
    const text = printed(quarter, personGiven(quarter.register, 'joan-pickersgill'), { ...days, json: false });
    expect(text).toContain('What Joan Pickersgill gets, and what not');
    expect(text).toContain('Not sent: Antisocial Behaviour: they asked to be reminded on 19 April 2021.\n');
    expect(text).toMatch(/\d+ messages, and \d+ reasons why nothing was sent\.\n$/);
  });
});

test('the same input gives the same bytes', async () => {
  const keys = ['serious-violence'];
  const bytes = async () => {
    const quarter = await played(keys, rehearsalOn(keys), '2021-04-19');
    const why = printed(quarter, personGiven(quarter.register, 'samir-haddad'), { ...days, json: true });
    return printed(quarter, null, { ...days, json: true }) + why;
  };
  expect(await bytes()).toBe(await bytes());
});

test('a step that nobody could take is named, with what stood on their screen', async () => {
  const [approve] = rehearsalOn(['hate-crime']).steps.filter(({ does }) => does === 'approve');
  const rehearsal: Rehearsal = { answers: [], narratives: [], escalations: [], steps: [approve!] };
  await expect(played(['hate-crime'], rehearsal)).rejects.toThrow(
    `${approve!.place}: Helen Tranter could not do “approve” on 7 April 2021. No message has a button “Approve and send”`,
  );
});
