import type { Place } from './place.ts';

interface HeaderProps {
  partnership: string;
  show?: Place['show'];
  wide?: boolean;
  choose?(show: Place['show']): void;
}

export function Header({ partnership, show, wide, choose }: HeaderProps) {
  const choices: [Place['show'], string][] = [
    ...(wide ? [['both', 'Side by side'] as [Place['show'], string]] : []),
    ['slack', 'Slack'],
    ['teams', 'Teams'],
  ];
  return (
    <header className="top">
      <img src="/icon.svg" alt="" width="32" height="32" />
      <div className="name">
        <h1>Golden Thread rehearsal</h1>
        <p className="quiet">{partnership && `${partnership}. `}Nothing here leaves this computer.</p>
      </div>
      {choose && (
        <fieldset className="choices">
          <legend className="unseen">Show</legend>
          {choices.map(([value, label]) => (
            <label key={value}>
              <input type="radio" name="show" value={value} checked={value === show} onChange={() => choose(value)} />
              <span>{label}</span>
            </label>
          ))}
        </fieldset>
      )}
    </header>
  );
}
