import { expect, test } from 'vitest';
import { another, give, rehearse } from './agreements.ts';
import { audit } from './axe.ts';
import { stage } from './stage.ts';
import { visitor } from './visitor.ts';

const CAST = {
  slack: { officer: 'jamie-thorpe', channel: 'snb-board', priority: 'Domestic abuse', lead: 'priya-raman' },
  teams: {
    officer: 'kwame-asante',
    channel: 'Safer Nottinghamshire Board',
    priority: 'Hate crime',
    lead: 'helen-tranter',
  },
} as const;

const SAID = 'Outreach workers leave when their funding ends in June';
const OTHER = 'bronwen-pugh';
const here = stage();

/** With one officer on both platforms, so that a second one can be seen on each. */
const withTwoOfficers = () =>
  another().replace('councils: U0CSPTWO001', '$&, police: b0000000-0000-4000-8000-000000000002');

/** From what somebody wrote to what came of it, with the keyboard alone. Every screen of it is looked at. */
test.each(['slack', 'teams'] as const)(
  'an officer escalates, is asked, and learns what came of it, on %s',
  async (platform) => {
    const cast = CAST[platform];
    const page = await here.open();
    const who = visitor(page, platform);
    await give(page, withTwoOfficers());
    await rehearse(page);
    // Within working hours, so that nobody has to wait for what they are told.
    await who.moves('To the next thing');

    let looked = 0;
    /** In one look after the other; what somebody stays at for long in all of them. */
    const glance = (screen: string) => audit(page, `${screen}, on ${platform}`, looked++);
    const look = (screen: string) => audit(page, `${screen}, on ${platform}`);
    const answers = (words: string) => who.dialog.getByText(words).first().waitFor();
    const says = (words: string) => who.client.getByText(words).last().waitFor();
    const hasTitle = () => who.dialog.getByRole('textbox').first().waitFor();

    async function closes(): Promise<void> {
      await who.presses('Close');
      await who.dialog.waitFor({ state: 'detached' });
    }
    /** From the page that checks the answers, to a dialog that is closed. */
    async function sends(button: string): Promise<void> {
      await who.presses('Save and continue');
      await answers('Check your answers');
      await who.presses(button);
      await who.dialog.getByText('Check your answers').waitFor({ state: 'detached' });
      await closes();
    }
    async function names(title: string): Promise<void> {
      await hasTitle();
      await glance('form of an escalation');
      await who.fills('Title', title);
      await who.chooses('Priorities that it concerns', cast.priority);
      await who.presses('Save and continue');
    }
    async function asks(): Promise<void> {
      await who.chooses('Why it cannot be resolved locally', 'It needs a power');
      await who.chooses('What you ask for', 'Resources');
      await who.fills('What you ask for, in one sentence', 'Bridging money from July');
      await glance('what an escalation asks for');
      await who.presses('Save and continue');
      await who.chooses('How urgent it is', 'At the next meeting');
      await glance('how urgent an escalation is');
      await who.presses('Save and continue');
      await who.chooses('How sensitive it is', 'Not sensitive');
      await glance('how sensitive an escalation is');
      await who.presses('Save and continue');
      await answers('Check your answers');
    }

    // From the menu of what somebody wrote, which is in the form then.
    await who.becomes(cast.officer);
    await who.opens(cast.channel);
    await who.types(SAID);
    await who.beginsOn(SAID, 'Escalate this');
    await names('Outreach ends in June');
    await expect.poll(() => who.dialog.getByLabel('What is happening').inputValue()).toContain(SAID);
    await who.fills('What shows it', 'Mrs Kaur says that fewer came back');
    await who.chooses('Have you tried anything locally?', 'Yes');
    await glance('what is happening');
    await who.presses('Save and continue');
    for (const at of [0, 1]) {
      if (at > 0) await who.presses('Add another thing you tried');
      await who.fills('What you tried', `Asked council ${at + 1} to carry the cost`, at);
      await who.fills('When', 'March 2021', at);
      await who.fills('What came of it', 'It cannot before April 2022', at);
    }
    await look('what was tried, in rows');
    await who.presses('Save and continue');
    await asks();
    await look('check an escalation');
    await who.presses('Send escalation');
    await answers('Not sent yet. Something you wrote may point to one person.');
    await look('warning of what may point to one person');
    await who.presses('Change what is happening');
    await who.fills('What shows it', 'Fewer came back with another injury');
    await who.presses('Save and continue');
    await who.presses('Send escalation');
    await answers('Your reference is SNB-');
    await look('an escalation that was sent');
    await closes();

    // From the menu for everywhere: what looks alike is shown before another is sent.
    await who.becomes(OTHER);
    await who.begins('Escalate an issue');
    await names('Outreach ends in June, here too');
    await who.fills('What is happening', 'The same in another town');
    await who.fills('What shows it', 'Fewer came back');
    await who.chooses('Have you tried anything locally?', 'No');
    await who.presses('Save and continue');
    await who.fills('Why nothing was tried yet', 'Nobody has the money');
    await who.presses('Save and continue');
    await asks();
    await who.presses('Send escalation');
    await answers('Is it one of these?');
    await look('what looks alike');
    await who.chooses('Is it one of these?', 'Join');
    await who.presses('Save and continue');
    await answers('Check your answers');
    await who.presses('Send escalation');
    await who.dialog.getByText('Check your answers').waitFor({ state: 'detached' });
    await glance('an escalation that was joined');
    await closes();

    await who.becomes(cast.lead);
    await who.presses('Acknowledge');
    await who.presses('Ask a question');
    await who.fills('Your question', 'How many workers leave?');
    await glance('a question about an escalation');
    await sends('Send the question');

    await who.becomes(cast.officer);
    await who.presses('Answer the question');
    await who.fills('What you want to say', 'Six of eight');
    await glance('answering a question about an escalation');
    await sends('Send the answer');

    await who.becomes(cast.lead);
    await says('Six of eight');
    await who.presses('Answer');
    await who.fills('Your answer', 'The council pays until March 2022');
    await who.fills('What happens next', 'The money is there on 1 July');
    await who.chooses('Is it what was asked?', 'Yes');
    await glance('answering an escalation');
    await sends('Send the answer');

    await who.becomes(cast.officer);
    await says('The council pays until March 2022');
    await look('what came of an escalation');
    await who.presses('This is not what we asked');
    await hasTitle();
    await glance('objecting to what came of an escalation');
    await closes();
    await who.types('escalations');
    await says('Raised by you');
    await who.types('you said we did');
    await says('You said, we did');
    await look('lists of escalations');
    if (platform === 'slack') {
      await who.opens('Home');
      await who.client.getByRole('article').getByText('Outreach ends in June').first().waitFor();
      await look('Home tab of an officer');
    }
  },
  1_200_000,
);
