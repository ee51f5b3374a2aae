import type { Entry } from './inbox.ts';

interface ListProps {
  /** The platform's name. */
  on: string;
  entries: Entry[];
  open: string | undefined;
  count(entry: Entry): number;
  choose(id: string): void;
}

const KINDS: Record<Entry['kind'], string> = { direct: 'Direct message', channel: 'Channel', home: 'Home tab' };

export function InboxList({ on, entries, open, count, choose }: ListProps) {
  return (
    <nav aria-label={`Inbox on ${on}`}>
      <ul className="plain inbox">
        {entries.map((entry) => {
          const unread = count(entry);
          return (
            <li key={entry.id}>
              <button
                type="button"
                className={unread > 0 ? 'unread' : undefined}
                aria-current={entry.id === open ? 'true' : undefined}
                data-conversation={entry.id}
                onClick={() => choose(entry.id)}
              >
                <span className="title">
                  {entry.kind === 'channel' && <span aria-hidden="true"># </span>}
                  {entry.name}
                </span>
                <span className="kind">{KINDS[entry.kind]}</span>
                {unread > 0 && <span className="count">{unread.toLocaleString('en-GB')} unread</span>}
              </button>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
