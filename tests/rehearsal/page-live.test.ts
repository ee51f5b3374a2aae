import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Answered, type Heard, type Server } from '../../src/rehearsal/page/asking.ts';
import { keyOf, live } from '../../src/rehearsal/page/live.ts';
import type { State } from '../../src/rehearsal/page/wire.ts';
import type { Screen } from '../../src/rehearsal/stand-in.ts';

/** The page's picture of the rehearsal, with a server that answers as the test says. */

const amara = { person: 'amara', platform: 'slack' } as const;
const screen = (...ids: string[]): Screen => ({
  conversations: [
    {
      ...{ id: 'D1', kind: 'direct', name: 'Golden Thread' },
      messages: ids.map((id) => ({
        ...{ id, at: '', from: 'bot', summary: `Message ${id}`, nodes: [], ephemeral: false, edited: false },
      })),
    },
  ],
});

function open() {
  let heard: Heard | undefined;
  const state = { partnership: 'Example', people: [], calendar: { moving: null } } as unknown as State;
  const server = {
    state: vi.fn(async () => state),
    log: vi.fn(async () => []),
    screen: vi.fn(async () => screen('1')),
    act: vi.fn(async (..._: Parameters<Server['act']>) => screen('1', '2')),
    move: vi.fn(async () => state),
    listen: (listener: Heard) => {
      heard = listener;
    },
  } satisfies Omit<Server, 'agreement'>;
  const page = live(server);
  page.watch([amara]);
  return { server, page, shown: () => page.get().screens[keyOf(amara)], hears: () => heard! };
}

/** Lets what was asked be answered. */
const answered = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('keeping up', () => {
  it('shows what the server says, and what arrives since', async () => {
    const { server, page, shown, hears } = open();
    await page.start();
    expect(page.get()).toMatchObject({ state: { partnership: 'Example' }, behind: undefined });
    expect(page.get().arrived).toEqual({});
    server.screen.mockResolvedValue(screen('1', '2'));
    hears().changed();
    await answered();
    expect(shown()).toEqual(screen('1', '2'));
    expect(page.get().arrived[keyOf(amara)]).toMatchObject({ count: 1, newest: { summary: 'Message 2' } });
  });

  it('asks once more, and not fifty times, when fifty things change while it asks', async () => {
    const { server, page, hears } = open();
    await page.start();
    server.state.mockClear();
    for (let times = 0; times < 50; times += 1) hears().changed();
    await answered();
    expect(server.state.mock.calls.length).toBeLessThanOrEqual(2);
  });

  it('shows somebody who comes onto the page before the rest is asked for again', async () => {
    const { server, page } = open();
    await page.start();
    server.state.mockImplementation(() => new Promise(() => {}));
    page.watch([amara, { person: 'ben', platform: 'teams' }]);
    await answered();
    expect(page.get().screens['teams ben']).toEqual(screen('1'));
    expect(page.get().arrived).toEqual({});
  });

  it('says that the connection is lost, keeps what it had, and goes on by itself', async () => {
    const { server, page, shown, hears } = open();
    await page.start();
    server.state.mockRejectedValue(new Answered(0, 'no answer'));
    hears().lost();
    expect(page.get().behind).toBe('The connection to the rehearsal was lost. Trying again.');
    hears().changed();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(page.get().behind).toBeDefined();
    expect(shown()).toEqual(screen('1'));
    server.state.mockResolvedValue({ ...page.get().state!, partnership: 'Started again' });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(page.get()).toMatchObject({ state: { partnership: 'Started again' }, behind: undefined });
  });

  it('says so when a form that was open is closed after that, since the program was started again', async () => {
    const { server, page, hears } = open();
    server.screen.mockResolvedValue({ ...screen('1'), dialog: { title: 'Report', nodes: [] } });
    await page.start();
    hears().changed();
    await answered();
    hears().lost();
    server.screen.mockResolvedValue(screen('1'));
    hears().changed();
    await answered();
    expect(page.get()).toMatchObject({ behind: undefined, failed: expect.stringContaining('Open it again') });
  });

  it('has no screen for somebody who is not there any more, and goes on with the others', async () => {
    const { server, page, shown } = open();
    server.screen.mockRejectedValue(new Answered(404, 'Nobody in this rehearsal has the key "amara".'));
    await page.start();
    expect(shown()).toBeUndefined();
    expect(page.get().behind).toBeUndefined();
  });
});

describe('acting', () => {
  const help = { kind: 'say', conversation: 'D1', text: 'help' } as const;

  it('does one thing after another, however slow the answers are', async () => {
    const { server, page } = open();
    await page.start();
    const done: string[] = [];
    server.act.mockImplementationOnce(async () => {
      await new Promise((resolve) => setTimeout(resolve, 4_000));
      done.push('first');
      return screen('1');
    });
    server.act.mockImplementationOnce(async () => {
      done.push('second');
      return screen('1', '2');
    });
    const both = Promise.all([page.act(amara, help), page.act(amara, help)]);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(done).toEqual([]);
    await vi.advanceTimersByTimeAsync(1_000);
    await both;
    expect(done).toEqual(['first', 'second']);
  });

  it('is not undone by a look at the screen that was asked for before it', async () => {
    const { server, page, shown, hears } = open();
    await page.start();
    let late = (_: Screen) => {};
    server.screen.mockImplementationOnce(() => new Promise((resolve) => (late = resolve)));
    hears().changed();
    await answered();
    server.screen.mockResolvedValue(screen('1', '2'));
    await page.act(amara, help);
    late(screen('1'));
    await answered();
    expect(shown()).toEqual(screen('1', '2'));
  });

  it('tells whoever acted what went wrong, and lets them act again', async () => {
    const { server, page } = open();
    await page.start();
    server.act.mockRejectedValueOnce(new Answered(409, 'That button is no longer there.'));
    await expect(page.act(amara, help)).rejects.toThrow('That button is no longer there.');
    await page.act(amara, help);
    expect(page.get().failed).toBeUndefined();
  });

  it('is the same act when its answer was lost and it is done again, and another one after that', async () => {
    const { server, page } = open();
    await page.start();
    const ids = () => server.act.mock.calls.map(([, , , { id }]) => id);
    server.act.mockRejectedValueOnce(new Answered(0, 'The rehearsal did not answer.'));
    await expect(page.act(amara, help)).rejects.toThrow();
    await page.act(amara, help);
    await page.act(amara, help);
    expect(ids()[1]).toBe(ids()[0]);
    expect(ids()[2]).not.toBe(ids()[1]);
  });

  it('is another act where something else was done, or a refusal heard, in between', async () => {
    const { server, page } = open();
    await page.start();
    const close = { kind: 'close' } as const;
    server.act.mockRejectedValueOnce(new Answered(0, 'The rehearsal did not answer.'));
    await expect(page.act(amara, help)).rejects.toThrow();
    await page.act(amara, close);
    await page.act(amara, help);
    server.act.mockRejectedValueOnce(new Answered(409, 'That is not there any more.'));
    await expect(page.act(amara, help)).rejects.toThrow();
    await page.act(amara, help);
    expect(new Set(server.act.mock.calls.map(([, , , { id }]) => id)).size).toBe(5);
  });

  it('shows what the client really has when it refuses something', async () => {
    const { server, page, shown } = open();
    await page.start();
    server.act.mockRejectedValueOnce(new Answered(409, 'There is no such input.'));
    server.screen.mockResolvedValue(screen('1', '2', '3'));
    await expect(page.act(amara, help)).rejects.toThrow();
    await answered();
    expect(shown()).toEqual(screen('1', '2', '3'));
  });
});

describe('moving the calendar', () => {
  it('is seen to move, whatever was asked before it began', async () => {
    const { server, page, hears } = open();
    await page.start();
    const { state } = page.get();
    let late = (_: State) => {};
    server.state.mockImplementationOnce(() => new Promise((resolve) => (late = resolve)));
    hears().changed();
    let arrive = (_: State) => {};
    server.move.mockImplementationOnce(() => new Promise((resolve) => (arrive = resolve)));
    const moved = page.move('day');
    late(state!);
    // The end of an earlier move, told late.
    hears().moving(null);
    await answered();
    expect(page.get().moving).not.toBeNull();
    arrive(state!);
    await vi.advanceTimersByTimeAsync(1_000);
    await moved;
    expect(page.get().moving).toBeNull();
  });

  it('tells how far it is, does not ask for the log meanwhile, and is moved once', async () => {
    const { server, page, hears } = open();
    await page.start();
    server.log.mockClear();
    let arrive = (_: State) => {};
    server.move.mockImplementationOnce(() => new Promise((resolve) => (arrive = resolve)));
    const moved = page.move('year', ['amara']);
    const moving = { doing: 'It is 16 April 2021', part: 0.5 };
    hears().moving(moving);
    const { state } = page.get();
    server.state.mockResolvedValue({ ...state!, calendar: { ...state!.calendar, moving } });
    hears().changed();
    await answered();
    await page.move('day');
    expect(server.move).toHaveBeenCalledTimes(1);
    expect(server.log).not.toHaveBeenCalled();
    server.state.mockResolvedValue(state!);
    arrive(state!);
    await vi.advanceTimersByTimeAsync(2_000);
    await moved;
    expect(page.get().moving).toBe(null);
    expect(server.log).toHaveBeenCalled();
  });

  it('says what went wrong', async () => {
    const { server, page } = open();
    await page.start();
    server.move.mockRejectedValueOnce(new Answered(409, 'The calendar is already moving. Wait until it stops.'));
    await page.move('day');
    expect(page.get()).toMatchObject({ moving: null, failed: 'The calendar is already moving. Wait until it stops.' });
  });
});
