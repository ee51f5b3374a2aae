import type { Person } from '../partnership/register.ts';
import { actions, type Block, type Button, heading, line, list, type Message, paragraph, strong } from './message.ts';
import { counted, labelled } from './words.ts';

/** An account that is nobody's yet, and who on the register has its email. */
export interface ClaimShown {
  /** The connection's name in the agreement file. */
  connection: string;
  externalId: string;
  email: string | null;
  name: string;
  /** `has`: they have another account on this connection, which this one would take the place of. */
  candidates: { person: Person; has: boolean }[];
}

/** Accounts that the register gives to several people. */
export interface SharedShown {
  connection: string;
  externalId: string;
  people: Person[];
}

export interface AccountsShown {
  claims: ClaimShown[];
  shared: SharedShown[];
  /** On the register, with no account anywhere. */
  without: Person[];
  /** The programme manager said that they are nobody here. */
  refused: Pick<ClaimShown, 'connection' | 'externalId' | 'email' | 'name'>[];
}

function button(
  label: string,
  claim: { connection: string; externalId: string },
  input: Record<string, string>,
): Button {
  const { connection, externalId } = claim;
  return { label, command: 'accounts', input: { connection, account: externalId, ...input }, opens: false };
}

function claimBlocks(claim: ClaimShown): Block[] {
  const { name, email, connection, candidates } = claim;
  const who = email ? `${name}, ${email}` : `${name}, with no email that ${connection} vouches for`;
  const same = candidates.map(({ person, has }) => `${person.name}${has ? ' (who has another account there)' : ''}`);
  const says =
    same.length === 0
      ? 'Nobody on the register has this email. If they are somebody there, say who; if they should be, add them to the agreement file and import it.'
      : `On the register with this email: ${same.join(', ')}.`;
  const confirm = candidates.map(({ person }) => button(labelled('Confirm:', person.name), claim, { is: person.key }));
  return [
    paragraph(strong(who), ` on ${connection}. ${says}`),
    actions(...confirm, somebodyElse(claim), button('Refuse', claim, { is: '' })),
  ];
}

/** Opens a form that asks whose it is. */
function somebodyElse({ connection, externalId, candidates }: ClaimShown): Button {
  const label = candidates.length > 0 ? 'Somebody else' : 'Say whose it is';
  return { label, command: 'link-account', input: { connection, account: externalId }, opens: true };
}

/** What stands where it was asked whose an account is, once that was answered. */
export function claimAnsweredMessage(done: string, by: string | null): Message {
  const words = by ? `${done} ${by} said so.` : done;
  return { summary: 'Whose account it is was answered', blocks: [heading('Whose account is this?'), paragraph(words)] };
}

/** One account that wants to be linked. */
export function claimMessage(claim: ClaimShown): Message {
  return {
    summary: 'An account is waiting to be linked',
    blocks: [
      heading('Whose account is this?'),
      ...claimBlocks(claim),
      paragraph('Names can be chosen freely in a chat tool: ask the person before you confirm.'),
    ],
  };
}

/** How many accounts wait, below what else a programme manager looks at. Nothing where none does. */
export function waitingBlocks(waiting: number): Block[] {
  if (waiting === 0) return [];
  const text = line(`${counted(waiting, 'account')} to be confirmed`);
  return [{ type: 'item', text, button: { label: 'Confirm accounts', command: 'accounts', input: {}, opens: false } }];
}

/** Everybody who could not be linked by themselves. */
export function accountsMessage({ claims, shared, without, refused }: AccountsShown, done?: string): Message {
  const waiting = claims.length + shared.length;
  const blocks: Block[] = [
    ...(done ? [paragraph(strong(done))] : []),
    ...(claims.length > 0 ? [heading('Waiting to be confirmed'), ...claims.flatMap(claimBlocks)] : []),
    ...(shared.length > 0 ? [heading('Claimed by more than one person'), ...shared.flatMap(sharedBlocks)] : []),
    ...(without.length > 0
      ? [
          heading('Without an account'),
          paragraph('They are linked when they first write to Golden Thread. Until then nothing can be sent to them:'),
          list(
            ...without.map(({ name, email }) => line(name, email ? `, ${email}` : ', with no email on the register')),
          ),
        ]
      : []),
    ...(refused.length > 0 ? [heading('Refused'), ...refused.map(refusedBlock)] : []),
  ];
  if (waiting + without.length === 0)
    blocks.push(paragraph('Everybody on the register has an account, and no account waits.'));
  const summary = waiting > 0 ? `${counted(waiting, 'account')} to be confirmed` : 'Accounts';
  return { summary, blocks };
}

function refusedBlock({ name, email, ...account }: AccountsShown['refused'][number]): Block {
  const text = line(strong(email ? `${name}, ${email}` : name), ` on ${account.connection}`);
  return { type: 'item', text, button: button('Take back', account, { again: 'yes' }) };
}

function sharedBlocks({ people, ...account }: SharedShown): Block[] {
  const names = people.map(({ name }) => name).join(' and ');
  return [
    paragraph(
      strong(account.externalId),
      ` on ${account.connection}: ${names}. Whoever it is not loses it here; put it right in the agreement file too.`,
    ),
    actions(...people.map(({ key, name }) => button(labelled('It is', name), account, { is: key }))),
  ];
}
