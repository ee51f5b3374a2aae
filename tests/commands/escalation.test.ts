import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Board, board } from '../support/board.ts';
import { fillsStep, raised, standing } from '../support/escalations.ts';

describe('reading an escalation', () => {
  let one: Board;
  beforeAll(async () => {
    one = await board({ on: '2021-04-14' });
  });
  afterAll(() => one.close());

  const reads = async (who: string, id: string) =>
    one.person(who).says(`escalation ${(await standing(one, id)).reference.toLowerCase()}`);

  test('all of it, with what happened, and what its reader may do', async () => {
    const id = await raised(one);
    await fillsStep(one, one.person('samir-haddad'), ['ask', id], { words: 'How many workers leave?' });
    const page = await reads('samir-haddad', id);
    expect(page).toContain('What is happening: Workers leave');
    expect(page).toContain('Jamie Thorpe raised this for Community Safety Partnership 1.');
    expect(page).toContain('Samir Haddad asks:\n“How many workers leave?”');
    expect(page).toContain('[Take it] [Answer]');
    expect(await reads('jamie-thorpe', id)).toContain('[Answer the question] [Withdraw it]');
    expect(await reads('gordon-mabbutt', id)).not.toContain('[');
  });

  test('a sensitive one: outside its circle by its reference and priorities only', async () => {
    const id = await raised(one, { sensitive: true });
    for (const who of ['jamie-thorpe', 'samir-haddad', 'neil-garside', 'grace-holloway', 'edith-carrow'])
      expect(await reads(who, id)).toContain('Hospital outreach ends in June');
    for (const who of ['bronwen-pugh', 'gordon-mabbutt', 'helen-tranter']) {
      const page = await reads(who, id);
      expect(page).toContain('This is about Serious Violence. It is marked as sensitive');
      expect(page).not.toContain('Hospital outreach');
    }
  });

  test.each(['%', 'SNB-_', 'snb-%', '\\', "SNB-1'"])(
    'one that does not exist, where somebody types %s',
    async (words) => {
      await raised(one);
      expect(await one.person('jamie-thorpe').says(`escalation ${words}`)).toContain(
        `No escalation is called “${words}”`,
      );
    },
  );

  test('its number alone will do, and without one it says how to ask', async () => {
    const id = await raised(one);
    const { reference } = await standing(one, id);
    const jamie = one.person('jamie-thorpe');
    expect(await jamie.says(`escalation ${reference.replace(/\D/g, '')}`)).toContain(`Escalation ${reference}`);
    for (const words of ['escalation', 'escalation   '])
      expect(await jamie.says(words)).toContain(
        'Type “escalation” and its reference, such as “escalation SNB-12”. Type “escalations” to see yours.',
      );
  });

  test('one that does not exist', async () => {
    expect(await one.person('jamie-thorpe').says('escalation SNB-999')).toContain('No escalation is called “SNB-999”');
  });
});
