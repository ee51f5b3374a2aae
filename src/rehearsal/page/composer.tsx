import { type FormEvent, useId, useRef } from 'react';
import type { ClientAct } from '../stand-in.ts';
import { actFor, type Entry } from './inbox.ts';
import type { Platform } from './wire.ts';

interface ComposerProps {
  platform: Platform;
  entry: Entry;
  /** What was typed and not sent. */
  words: string;
  type(change: (now: string) => string): void;
  act(act: ClientAct): Promise<void>;
  /** Says why the platform did not take it. */
  refuse(words: string): void;
  fail(error: unknown): void;
}

const MENTION = '@Golden Thread ';

export function Composer({ platform, entry, words, type, act, refuse, fail }: ComposerProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const channel = entry.kind === 'channel';
  const starts = [...(platform === 'slack' ? ['/thread '] : []), ...(channel ? [MENTION] : [])];

  const send = async (event: FormEvent) => {
    event.preventDefault();
    const text = words.trim();
    if (text === '') return;
    const does = actFor(platform, entry.id, text);
    if ('refused' in does) return refuse(does.refused);
    type(() => '');
    try {
      await act(does);
    } catch (error) {
      // What could not be sent comes back to be sent again, unless something else was typed meanwhile.
      type((now) => now || text);
      fail(error);
    }
  };

  return (
    <form className="composer" autoComplete="off" onSubmit={send}>
      <label htmlFor={id}>{channel ? `Message ${entry.name}` : 'Message Golden Thread'}</label>
      <div className="line">
        <input
          id={id}
          ref={input}
          type="text"
          value={words}
          aria-describedby={`${id}-hint`}
          onChange={({ target }) => type(() => target.value)}
        />
        <button type="submit">Send</button>
      </div>
      <div className="help">
        <p className="hint" id={`${id}-hint`}>
          {channel
            ? `Golden Thread hears what ${platform === 'slack' ? 'follows /thread or mentions it' : 'mentions it'}.`
            : 'Try: priorities, who hate crime, help.'}
        </p>
        {starts.map((start) => (
          <button
            key={start}
            type="button"
            className="link"
            onClick={() => {
              type((now) => start + now.replace(start, ''));
              input.current?.focus();
            }}
          >
            {start === MENTION ? 'Mention Golden Thread' : 'Use /thread'}
          </button>
        ))}
      </div>
    </form>
  );
}
