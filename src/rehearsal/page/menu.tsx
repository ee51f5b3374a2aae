import { createContext, type KeyboardEvent, useContext, useId, useRef } from 'react';
import type { Way } from '../stand-in.ts';

/** What the app has in the platform's menus, and how something is begun from them in the conversation that is open. */
interface Menus {
  ways: Way[];
  begin(way: string, message?: string): void;
}

export const MenusHere = createContext<Menus>({ ways: [], begin: () => {} });

interface MenuProps {
  /** What the platform calls it. */
  name: string;
  /** The message whose menu it is, and what it says; absent for the one for everywhere. */
  message?: { id: string; summary: string };
}

/** A menu of the platform, with what the app's manifest puts into it. Nothing where that is nothing. */
export function Menu({ name, message }: MenuProps) {
  const { ways, begin } = useContext(MenusHere);
  const menu = useRef<HTMLDetailsElement>(null);
  const label = useId();
  const offered = ways.filter(({ onMessage }) => onMessage === (message !== undefined));
  if (offered.length === 0) return null;
  const close = () => {
    if (menu.current) menu.current.open = false;
  };
  const leave = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !menu.current?.open) return;
    close();
    menu.current.querySelector('summary')?.focus();
  };
  return (
    <details className="menu" ref={menu} onKeyDown={leave}>
      <summary id={label}>
        {name}
        {message && <span className="unseen"> on: {message.summary}</span>}
      </summary>
      <ul aria-labelledby={label}>
        {offered.map(({ id, label: words }) => (
          <li key={id}>
            <button
              type="button"
              className="link"
              onClick={() => {
                close();
                begin(id, message?.id);
              }}
            >
              {words}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
