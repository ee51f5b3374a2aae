import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { readAgreement } from '../../src/files/agreement.ts';
import { formatInstant } from '../../src/partnership/contact.ts';
import type { Rehearsal } from '../../src/partnership/rehearsal.ts';
import { type Played, personGiven, playThrough, printed } from '../../src/rehearse.ts';
import { seededIds } from '../../src/runtime/ids.ts';
import { createLog } from '../../src/runtime/log.ts';
import { fenced } from '../docs/guides.ts';
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

async function played(
  keys: string[],
  rehearsal: Rehearsal,
  { from = days.from, to = days.to, isOwed = true } = {},
): Promise<Played> {
  const register = nottinghamshire();
  onlyOn(register, ...keys);
  if (!isOwed) register.obligations = [];
  const id = seededIds('rehearsal');
  const log = createLog({ level: 'silent', pretty: false, stream: process.stderr });
  const { database, drop } = await freshDatabase(id);
  try {
    return await playThrough({ register, rehearsal, from, to }, { database, id, log });
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
    const quarter = await played(keys, rehearsalOn(keys), { to: '2021-04-19' });
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

describe('the lives of escalations', () => {
  const KEYS = ['antisocial-behaviour', 'serious-violence', 'domestic-abuse', 'preventable-deaths'];
  let weeks: Played;
  const all = (who?: string) =>
    printed(weeks, who ? personGiven(weeks.register, who) : null, { ...days, json: true })
      .trimEnd()
      .split('\n')
      .map((line): Record<string, string> => JSON.parse(line))
      .filter(({ about }) => about?.startsWith('escalation.'));
  /** When, to whom, on which platform, and what about, of each message that names an escalation. */
  const lifeOf = (title: string) => {
    const reference = all()
      .find(({ text }) => text!.includes(title))!
      .text!.match(/SNB-\d+/)![0];
    return all()
      .filter(({ text }) => text!.match(/SNB-\d+/)![0] === reference)
      .map(({ at: when, to, platform, about }) => {
        const [day, time] = formatInstant(new Date(when!), 'Europe/London').split(' 2021 at ');
        return `${day} ${time}: ${to} on ${platform}, ${about!.slice('escalation.'.length)}`;
      });
  };

  beforeAll(async () => {
    if (!example.ok) throw new Error('The example has mistakes');
    const { escalations, steps } = example.rehearsal;
    const own = steps.filter(({ escalationKey }) => escalationKey !== null);
    const rehearsal: Rehearsal = { answers: [], narratives: [], escalations, steps: own };
    weeks = await played(KEYS, rehearsal, { from: '2021-04-13', to: '2021-05-17', isOwed: false });
  });

  test('one is immediate: at any hour, from Teams to a lead on Slack and back', () => {
    expect(lifeOf('The only refuge in our area closes tonight')).toEqual([
      '24 April 8:10pm: Priya Raman on slack, raised',
      '24 April 8:10pm: Neil Garside on slack, raised',
      '24 April 8:10pm: Grace Holloway on slack, raised',
      '24 April 8:10pm: Edith Carrow on slack, raised',
      '24 April 8:10pm: Kwame Asante on teams, sent',
      '24 April 8:18pm: Kwame Asante on teams, changed',
      // Whoever was woken for it hears who has taken it, and what came of it.
      '24 April 8:18pm: Neil Garside on slack, changed',
      '24 April 8:18pm: Grace Holloway on slack, changed',
      '24 April 8:18pm: Edith Carrow on slack, changed',
      '24 April 8:21pm: Kwame Asante on teams, question',
      '24 April 8:30pm: Priya Raman on slack, added',
      '24 April 8:55pm: Kwame Asante on teams, outcome',
      '24 April 8:55pm: Neil Garside on slack, changed',
      '24 April 8:55pm: Grace Holloway on slack, changed',
      '24 April 8:55pm: Edith Carrow on slack, changed',
    ]);
    const [, added] = all().filter(({ to, about }) => to === 'Priya Raman' && about !== 'escalation.changed');
    expect(added?.text).toContain('Five rooms, one of them without stairs');
    expect(added?.text).toContain('https://folder.csp3.example/rooms');
  });

  test('one is answered by its lead: overdue first, joined, not what was asked, and closed by the clock', () => {
    expect(lifeOf('Groups of young people travel')).toEqual([
      '14 April 11am: Joan Pickersgill on slack, raised',
      '14 April 11am: Neil Garside on slack, raised',
      '14 April 11am: Bronwen Pugh on slack, sent',
      '15 April 3:30pm: Bronwen Pugh on slack, added',
      '15 April 3:30pm: Joan Pickersgill on slack, added',
      '15 April 3:30pm: Neil Garside on slack, added',
      '15 April 3:30pm: Jamie Thorpe on slack, joined',
      // Nobody is deputy for it, so that day passes.
      '20 April 9am: Neil Garside on slack, overdue',
      '20 April 9am: Bronwen Pugh on slack, changed',
      '20 April 9am: Jamie Thorpe on slack, changed',
      '20 April 11am: Bronwen Pugh on slack, changed',
      '20 April 11am: Jamie Thorpe on slack, changed',
      '22 April 11am: Bronwen Pugh on slack, outcome',
      '22 April 11am: Jamie Thorpe on slack, outcome',
      '22 April 11am: Neil Garside on slack, changed',
      '23 April 10:30am: Joan Pickersgill on slack, objected',
      '23 April 10:30am: Grace Holloway on slack, objected',
      '23 April 10:30am: Jamie Thorpe on slack, changed',
      '26 April 10:30am: Bronwen Pugh on slack, changed',
      '26 April 10:30am: Joan Pickersgill on slack, changed',
      '29 April 11am: Bronwen Pugh on slack, outcome',
      // The working day after the tenth on which she could reply.
      '17 May 9am: Bronwen Pugh on slack, changed',
    ]);
  });

  test('one is passed on from a lead on Slack to another on Teams, and returned with advice', () => {
    expect(lifeOf('Swimming in the flooded quarries')).toEqual([
      '30 April 11am: Joan Pickersgill on slack, raised',
      '30 April 11am: Neil Garside on slack, raised',
      '30 April 11am: Bronwen Pugh on slack, sent',
      '4 May 11am: Keith Lomas on teams, passed',
      '4 May 11am: Bronwen Pugh on slack, changed',
      // What another partnership raised goes on with it.
      '5 May 3pm: Bronwen Pugh on slack, changed',
      '6 May 11am: Bronwen Pugh on slack, outcome',
      '6 May 11am: Jamie Thorpe on slack, outcome',
    ]);
    expect(lifeOf('No throw lines at the country park lake')).toEqual([
      '5 May 10am: Keith Lomas on teams, raised',
      '5 May 10am: Neil Garside on slack, raised',
      '5 May 10am: Jamie Thorpe on slack, sent',
      '5 May 3pm: Jamie Thorpe on slack, changed',
    ]);
    const advice = all().find(({ at, about }) => at!.startsWith('2021-05-06') && about === 'escalation.outcome');
    expect(advice?.text).toContain('The advice: “The fire service leads on open water here.');
  });

  test('one is decided by the board: on its agenda, decided, and closed by whoever raised it', () => {
    expect(lifeOf('Hospital outreach ends in June')).toEqual([
      '20 April 11:30am: Samir Haddad on teams, raised',
      '20 April 11:30am: Neil Garside on slack, raised',
      '20 April 11:30am: Jamie Thorpe on slack, sent',
      '21 April 10:30am: Jamie Thorpe on slack, changed',
      '28 April 11am: Jamie Thorpe on slack, changed',
      '28 April 11am: Grace Holloway on slack, passed',
      '12 May 11am: Jamie Thorpe on slack, outcome',
      '12 May 11am: Samir Haddad on teams, changed',
      '12 May 11am: Neil Garside on slack, changed',
    ]);
    const decision = all().find(({ at, about }) => at!.startsWith('2021-05-12') && about === 'escalation.outcome');
    expect(decision?.text).toContain('The decision: “By email between its meetings, the Board agrees bridging money');
    expect(decision?.text).toContain('Made by: Safer Nottinghamshire Board, 12 May 2021');
    expect(decision?.text).toContain('What happens next: The Violence Reduction Unit changes both contracts');
  });

  test('the page about rehearsing shows how one ends, as it is printed', () => {
    const unnumbered = (text: string) => text.replaceAll(/SNB-\d+/g, 'SNB-1');
    const page = readFileSync(new URL('../../docs/rehearsing.md', import.meta.url), 'utf8');
    const shown = fenced(page, 'text').find((text) => text.includes('(escalation.outcome)'))!;
    const text = printed(weeks, null, { ...days, json: false });
    expect(unnumbered(text)).toContain(unnumbered(shown));
  });

  test('nobody is told the same twice', () => {
    const told = all().map(({ to, text }) => `${to}: ${text}`);
    expect(new Set(told).size).toBe(told.length);
  });

  test('why somebody was not told: to whom it went, and why to them', () => {
    expect(all('frances-adeyemi').map(({ about, reason }) => `${about}: ${reason}`)).toEqual([
      'escalation.raised: it went to Joan Pickersgill, lead for Antisocial Behaviour; and to Neil Garside, chair of Safer Nottinghamshire Board Performance Group',
      'escalation.raised: it went to Samir Haddad, lead for Serious Violence; and to Neil Garside, chair of Safer Nottinghamshire Board Performance Group',
      'escalation.raised: it went to Priya Raman, lead for Domestic abuse; and to Neil Garside, chair of Safer Nottinghamshire Board Performance Group; and to Grace Holloway, programme manager, as it is immediate; and to Edith Carrow, chair of Safer Nottinghamshire Board',
      'escalation.raised: it went to Joan Pickersgill, lead for Antisocial Behaviour; and to Neil Garside, chair of Safer Nottinghamshire Board Performance Group',
      'escalation.raised: it went to Keith Lomas, lead for Preventable Deaths; and to Neil Garside, chair of Safer Nottinghamshire Board Performance Group',
    ]);
  });
});

test('what was escalated before the first day has no life in the days that are played', async () => {
  if (!example.ok) throw new Error('The example has mistakes');
  const { escalations, steps } = example.rehearsal;
  const own = steps.filter(({ escalationKey }) => escalationKey === 'hospital-outreach');
  const rehearsal: Rehearsal = { answers: [], narratives: [], escalations, steps: own };
  const { log } = await played(['serious-violence'], rehearsal, {
    ...{ from: '2021-04-28', to: '2021-04-29', isOwed: false },
  });
  expect(log.filter(({ about }) => about.startsWith('escalation.'))).toEqual([]);
});
