import { type ComponentType, lazy, type ReactNode, Suspense } from 'react';
import type { Drawn, Node } from '../stand-in.ts';
import type { InputNode } from './drawable.ts';

/** What is drawn by the page itself wherever a platform's renderer leaves room for it. */
export interface Controls {
  /** Of the headings in it. */
  level: 3 | 4;
  press(button: string): void;
  /** The button that was pressed and has not been answered yet. */
  pressed?: string;
  field?(input: InputNode): ReactNode;
}

interface Shown {
  nodes: Node[];
  drawn?: Drawn;
}

/** The published renderers are most of the page's script: each comes with the first thing that it draws. */
const drawnBy = <Props,>(renderer: () => Promise<ComponentType<Props>>) =>
  lazy<ComponentType<Props>>(async () => ({ default: await renderer().catch(() => NotLoaded) }));
const SlackBlocks = drawnBy(async () => (await import('./slack-blocks.tsx')).SlackBlocks);
const TeamsCards = drawnBy(async () => (await import('./teams-cards.tsx')).TeamsCards);

/** A message, a Home tab or what is in a dialog, as the platform's client draws it. */
export function Drawing({ shown: { nodes, drawn }, controls }: { shown: Shown; controls: Controls }) {
  if (drawn)
    return (
      <Suspense>
        {drawn.platform === 'slack' ? (
          <SlackBlocks blocks={drawn.blocks} nodes={nodes} controls={controls} />
        ) : (
          <TeamsCards cards={drawn.cards} nodes={nodes} controls={controls} />
        )}
      </Suspense>
    );
  return nodes.map((node, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: words have no other name
    node.kind === 'text' || node.kind === 'heading' ? <p key={index}>{node.text}</p> : null,
  );
}

function NotLoaded() {
  return <p className="undrawn">This could not be loaded. Load the page again.</p>;
}

/** Said in the place of what this page has no picture of. */
export function Undrawn({ what }: { what: string }) {
  return <p className="undrawn">This page cannot draw {what}. Slack or Teams would show it.</p>;
}

interface PressableProps {
  id: string;
  label: string;
  style: string;
  controls: Controls;
}

export function Pressable({ id, label, style, controls }: PressableProps) {
  const busy = controls.pressed === id;
  return (
    <button
      type="button"
      className={`pressable ${style}`}
      data-button={id}
      aria-busy={busy || undefined}
      onClick={() => controls.press(id)}
    >
      {label}
    </button>
  );
}
