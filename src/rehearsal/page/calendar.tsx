import { useState } from 'react';
import type { CalendarStep } from '../page-rehearsal.ts';
import type { Calendar, Moving } from './wire.ts';
import { listed, momentInWords, timeInWords } from './words.ts';

interface CalendarProps {
  calendar: Calendar;
  moving: Moving | null;
  /** Who you are, who do nothing by themselves. */
  you: string[];
  move(to: CalendarStep, others: boolean): void;
}

const STEPS: [CalendarStep, string][] = [
  ['next', 'To the next thing'],
  ['day', 'By a day'],
  ['working-day', 'By a working day'],
  ['end', 'To the end of the period'],
  ['year', 'By a year'],
];

/** Today, what happens next, and the buttons that move the calendar there. */
export function CalendarBar({ calendar, moving, you, move }: CalendarProps) {
  const [others, setOthers] = useState(true);
  const { next, due, timeZone } = calendar;
  return (
    <section className="calendar" aria-labelledby="calendar-title">
      <div className="today">
        <h2 id="calendar-title" className="unseen">
          Calendar
        </h2>
        <p>
          <strong data-today>{calendar.date}</strong>, {timeInWords(calendar.now, timeZone)}. {calendar.quarter}.
        </p>
        <p className="quiet" data-next>
          {next ? `Next: ${momentInWords(next.at, timeZone)}. ${next.what}.` : 'Nothing more is planned.'}
        </p>
        {due.length > 0 && (
          <ul className="plain quiet" aria-label="What is owed">
            {due.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
      </div>
      <div className="moving">
        <fieldset className="moves">
          <legend className="unseen">Move the calendar</legend>
          {STEPS.map(([to, label]) => (
            <button
              key={to}
              type="button"
              className={to === 'next' ? 'main' : undefined}
              // It keeps the focus while the calendar moves, so it is not disabled outright.
              aria-disabled={moving ? true : undefined}
              onClick={() => !moving && move(to, others)}
            >
              {label}
            </button>
          ))}
        </fieldset>
        <div className="meanwhile">
          <label className={moving ? 'others away' : 'others'}>
            <input type="checkbox" checked={others} onChange={(event) => setOthers(event.target.checked)} />
            Let everybody but {you.length > 0 ? listed(you) : 'you'} answer by themselves
          </label>
          {moving && (
            <div className="progress">
              <progress aria-label="How far the calendar is" max={100} value={Math.round(moving.part * 100)} />
              <span>{moving.doing ?? 'Moving the calendar'}</span>
            </div>
          )}
        </div>
        <p className="unseen" role="status">
          {moving ? 'Moving the calendar.' : `It is ${calendar.date}, ${timeInWords(calendar.now, timeZone)}.`}
        </p>
      </div>
    </section>
  );
}
