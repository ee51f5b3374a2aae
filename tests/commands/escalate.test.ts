import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Board, board } from '../support/board.ts';
import { alsoOfficer } from '../support/escalations.ts';
import { fillsInForm } from '../support/filling.ts';

const FORM = {
  title: 'Hospital outreach ends in June',
  priorities: 'serious-violence',
  areas: 'csp-1',
  situation: 'Outreach workers leave when their funding ends',
  evidence: 'Fewer of those they met came back with another injury',
  anythingTried: 'yes',
  'tried.1.what': 'Asked both hospitals to carry the cost',
  'tried.1.when': 'March 2021',
  'tried.1.result': 'Neither can before April 2022',
  why: 'power',
  askKind: 'resources',
  ask: 'Bridging money from July',
  urgency: 'next_meeting',
  sensitive: 'no',
};

describe('an officer escalates', () => {
  let one: Board;
  beforeAll(async () => {
    one = await board({ on: '2021-04-14' });
  });
  afterAll(() => one.close());

  test('and has a reference at once, and is told who was told and why', async () => {
    const jamie = one.person('jamie-thorpe');
    await jamie.says('escalate');
    const sent = await fillsInForm(jamie, FORM);
    expect(sent).toMatchInlineSnapshot(`
      "Escalation SNB-1

      Your escalation was sent
      Your reference is SNB-1.

      Who was told
      - Samir Haddad, lead for Serious Violence
      - Neil Garside, chair of Safer Nottinghamshire Board Performance Group

      What happens next
      It is to be acknowledged by 16 April 2021. You hear of every step, and what comes of it, here.
      [Read all of SNB-1]"
    `);
    const raised = await one.messages('escalation.raised');
    expect(raised.map(({ to }) => to)).toEqual(['samir-haddad', 'neil-garside']);
    expect(raised[0]?.text).toMatchInlineSnapshot(`
      "Escalation SNB-1
      Hospital outreach ends in June
      14 April 2021 at 9am. Jamie Thorpe raised this for Community Safety Partnership 1. Also told: Neil Garside.
      How it stands: Raised
      Priority: Serious Violence
      Asked for: Resources: Bridging money from July
      How urgent: At the next meeting
      To be acknowledged by: 16 April 2021
      You get this as lead for Serious Violence.
      [Acknowledge] [Take it] [Answer] [Ask a question] [Read all of SNB-1]"
    `);
  });

  test('an officer of two partnerships says for which', async () => {
    await one.import((register) => alsoOfficer(register, 'kwame-asante', 'csp-1'));
    const kwame = one.person('kwame-asante');
    await kwame.says('escalate');
    expect(kwame.dialog().form?.fields.map(({ path }) => path)).toEqual(['raisedFor', 'title', 'priorities', 'areas']);
    const form = { ...FORM, title: 'Dim street lights', priorities: 'hate-crime', areas: 'csp-3', raisedFor: 'csp-3' };
    expect(await fillsInForm(kwame, form)).toContain('Your escalation was sent');
    expect((await one.messages('escalation.raised')).at(-1)?.text).toContain(
      'Kwame Asante raised this for Community Safety Partnership 3.',
    );
  });

  test('what was begun with words, or on a message, goes on where it was left when it is begun with the same again', async () => {
    const jamie = one.person('jamie-thorpe');
    await jamie.says('escalate Vans park at the lakes');
    jamie.types({ title: 'Vans at the lakes', priorities: 'hate-crime' });
    await jamie.does('continue');
    expect(await jamie.says('escalate Knives cross the river')).not.toContain('Vans');
    expect(await jamie.says('escalate Vans park at the lakes')).toContain('Page 2 of');
    const subjects = await one.database.read(one.partnershipId, (reader) =>
      reader.drafts.unsent('jamie-thorpe', 'escalate'),
    );
    // Drafts are found by their subject, and what somebody wrote is no part of that.
    expect(subjects.map(({ subject }) => subject).join()).not.toMatch(/Vans|Knives/);
    expect(subjects).toHaveLength(2);
  });

  test('of words that are longer than fits, the beginning is taken, and every page says so', async () => {
    const jamie = one.person('jamie-thorpe');
    const note = 'What you typed is longer than fits here: its beginning is taken.';
    expect(await jamie.says(`escalate ${'a'.repeat(1_499)}😀 and more`)).toContain(note);
    jamie.types({ title: 'Vans at the lakes', priorities: 'hate-crime' });
    const seen = await jamie.does('continue');
    expect(seen).toContain(note);
    expect(seen).toContain(`> ${'a'.repeat(1_499)}\n`);
    expect(await jamie.says(`escalate ${'"'.repeat(1_000)}`)).toContain(note);
    expect(await jamie.says('escalate Knives cross the bridge')).not.toContain(note);
  });

  test('what was sent though it was asked about first is found in the history by its reference', async () => {
    const jamie = one.person('jamie-thorpe');
    await jamie.says('escalate');
    await fillsInForm(jamie, { ...FORM, title: 'Vans at the lakes', ask: 'Ring 07700 900123', link: '' });
    jamie.types({ reason: 'needed' });
    const sent = await jamie.sends();
    const [reference] = sent.match(/SNB-\d+/) ?? [];
    const history = await one.person('grace-holloway').says('history');
    expect(history).toContain(`sent something on ${reference} that was asked about first: phone number`);
  });

  test('a link starts with https', async () => {
    const jamie = one.person('jamie-thorpe');
    await jamie.says('escalate');
    expect(await fillsInForm(jamie, { ...FORM, link: 'file://count' })).toContain(
      'Link to a message or a file must start with https://',
    );
  });
});
