import { describe, expect, it } from 'vitest';
import { once, viewTurns } from '../../../src/bot/slack/turns.ts';

const view = { id: 'V1', hash: '1' };

function gate() {
  let open = () => {};
  const passed = new Promise<void>((resolve) => (open = resolve));
  return { open: () => open(), passed };
}

describe('what happens in one view', () => {
  it('sends a form only after the saves under way', async () => {
    const turns = viewTurns();
    const { open, passed } = gate();
    const done: string[] = [];
    const saving = turns.save(view, () => passed.then(() => done.push('saved')));
    const sending = turns.submit(
      view,
      async () => done.push('sent'),
      () => true,
    );
    open();
    await Promise.all([saving, sending]);
    expect(done).toEqual(['saved', 'sent']);
  });

  it('drops a save that arrives after the form it belongs to was sent', async () => {
    const turns = viewTurns();
    await turns.submit(
      view,
      async () => 'sent',
      () => true,
    );
    expect(await turns.save(view, async () => 'older words')).toBeUndefined();
    expect(await turns.save({ ...view, hash: '2' }, async () => 'the next page')).toBe('the next page');
  });

  it('takes saves again where sending left the same page open', async () => {
    const turns = viewTurns();
    await turns.submit(
      view,
      async () => 'errors',
      () => false,
    );
    expect(await turns.save(view, async () => 'corrected')).toBe('corrected');
  });

  it('goes on after something failed', async () => {
    const turns = viewTurns();
    await expect(turns.inTurn('V1', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(await turns.inTurn('V1', async () => 'next')).toBe('next');
  });
});

describe('an event', () => {
  it('is done once, and again only where it failed', async () => {
    const first = once();
    let done = 0;
    const work = async () => {
      done += 1;
      if (done === 1) throw new Error('away');
    };
    await expect(first('Ev1', work)).rejects.toThrow('away');
    await first('Ev1', work);
    await first('Ev1', work);
    expect(done).toBe(2);
  });

  it('is remembered for a while only', async () => {
    const first = once(2);
    const done: string[] = [];
    for (const id of ['a', 'b', 'c', 'a']) await first(id, async () => void done.push(id));
    expect(done).toEqual(['a', 'b', 'c', 'a']);
  });
});
