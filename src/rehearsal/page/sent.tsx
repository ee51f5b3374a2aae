import { useDeferredValue, useId, useState } from 'react';
import { readersOf } from './inbox.ts';
import { type Person, platformName, type Sent as SentMessage } from './wire.ts';
import { counted, momentInWords } from './words.ts';

interface SentProps {
  log: SentMessage[];
  timeZone: string;
  people: Person[];
  goTo(sent: SentMessage): void;
}

const STEP = 50;

/** Everything that was sent, the newest first: when, to whom and why, with the way to the message itself. */
export function Sent({ log, timeZone, people, goTo }: SentProps) {
  const id = useId();
  const [wanted, setWanted] = useState('');
  const [most, setMost] = useState(STEP);
  const looked = useDeferredValue(wanted.trim().toLowerCase());
  const found = log
    .filter((sent) => [sent.to, sent.about, sent.because].some((words) => words.toLowerCase().includes(looked)))
    .reverse();
  return (
    <section className="sent" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>What was sent, and why</h2>
      <div className="seek">
        <label htmlFor={id}>Show only</label>
        <input id={id} type="search" value={wanted} onChange={(event) => setWanted(event.target.value)} />
        <p className="quiet" role="status">
          {log.length === 0 ? 'Nothing was sent yet.' : `${counted(found.length, 'message')}, newest first.`}
        </p>
      </div>
      <ol className="plain">
        {found.slice(0, most).map((sent) => (
          <li key={sent.id}>
            <p>
              <strong>{sent.to}</strong> on {platformName(sent.platform)}, <code>{sent.about}</code>
              <br />
              {sent.because}
              <br />
              <time className="quiet" dateTime={sent.at}>
                {momentInWords(sent.at, timeZone)}
              </time>
            </p>
            {readersOf(sent, people).length > 0 ? (
              <button type="button" onClick={() => goTo(sent)}>
                Open<span className="unseen"> the message to {sent.to}</span>
              </button>
            ) : (
              <p className="quiet">Nobody here can open it.</p>
            )}
          </li>
        ))}
      </ol>
      {found.length > most && (
        <button type="button" onClick={() => setMost(most + STEP)}>
          Show {Math.min(STEP, found.length - most)} more
        </button>
      )}
    </section>
  );
}
