import { z } from 'zod';
import { holds } from '../partnership/holding.ts';
import { plain } from '../partnership/search.ts';
import { explanation } from '../views/explain.ts';
import { form, page, text } from '../views/form.ts';
import { paragraph, strong } from '../views/message.ts';
import { linkTo } from './claims.ts';
import { type Context, command } from './command.ts';
import { forManagers, notManaging } from './managing.ts';

export const linkAccountForm = form({
  title: 'Whose account is this?',
  send: 'Link the account',
  audience: 'OFFICIAL. It is kept who linked the account and when.',
  about: ({ who }) => [
    ...(who ? [paragraph(strong(who))] : []),
    paragraph('Names can be chosen freely in a chat tool: ask the person before you link them.'),
  ],
  pages: {
    person: page({
      title: 'Person',
      fields: {
        person: text({
          label: 'Person',
          hint: 'Their name or email as it stands on the register. An account that they have there already is replaced',
          missing: 'Enter the name or email of somebody on the register',
          limit: 200,
        }),
      },
    }),
  },
});

export const linkAccount = command({
  name: 'link-account',
  help: 'say which person on the register an account belongs to',
  may: forManagers,
  input: z.object({ connection: z.string().max(100), account: z.string().max(200) }),
  form: linkAccountForm,

  async open({ connection, account }, { store }) {
    const claim = await store.claims.of(connection, account);
    if (!claim) return { kind: 'page', dialog: ANSWERED };
    const who = `${claim.name}${claim.email ? `, ${claim.email}` : ''}, on ${connection}`;
    return { kind: 'form', subject: `claim/${connection}/${account}`, carried: { who }, values: {} };
  },

  async run({ connection, account }, { person: words }, context) {
    const ended = notManaging(context);
    const claim = await context.store.claims.of(connection, account);
    if (ended || !claim) return { kind: 'refused', dialog: ended ?? ANSWERED };
    const found = called(context, words);
    const [owner] = found;
    if (!owner || found.length > 1) {
      const wrong = owner
        ? 'Several people on the register are called that: enter an email'
        : 'Nobody on the register has this name or email';
      return { kind: 'wrong', page: 'person', errors: { person: wrong } };
    }
    return { kind: 'page', dialog: explanation('Linked', await linkTo(context, claim, owner)) };
  },
});

const ANSWERED = explanation(
  'Answered already',
  'This account does not wait any more. Type “accounts” to see who does.',
);

/** Those on the register who have this name or this email. */
function called({ register, today }: Context, words: string) {
  const email = words.trim().toLowerCase();
  return register.people.filter(
    (one) => holds(one, today) && (one.email?.trim().toLowerCase() === email || plain(one.name) === plain(words)),
  );
}
