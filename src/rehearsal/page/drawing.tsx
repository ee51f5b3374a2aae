import { type ComponentType, lazy, type ReactNode } from 'react';
import type { Drawn, Node } from '../stand-in.ts';
import type { InputNode } from './drawable.ts';
import type { Platform } from './wire.ts';

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

/** The published renderers are most of the page's script: the page stands before they are there. */
const RENDERERS = {
  slack: async () => (await import('./slack-blocks.tsx')).SlackBlocks,
  teams: async () => (await import('./teams-cards.tsx')).TeamsCards,
};

/** Has a platform's renderer on its way before there is something to draw. */
export const fetchRenderer = (platform: Platform) => void RENDERERS[platform]().catch(() => {});

const drawnBy = <Props,>(renderer: () => Promise<ComponentType<Props>>) =>
  lazy<ComponentType<Props>>(async () => ({ default: await renderer().catch(() => NotLoaded) }));
const SlackBlocks = drawnBy(RENDERERS.slack);
const TeamsCards = drawnBy(RENDERERS.teams);

/** A message, a Home tab or what is in a dialog, as the platform's client draws it. */
export function Drawing({ shown: { nodes, drawn }, controls }: { shown: Shown; controls: Controls }) {
  if (drawn?.platform === 'slack') return <SlackBlocks blocks={drawn.blocks} nodes={nodes} controls={controls} />;
  if (drawn?.platform === 'teams') return <TeamsCards cards={drawn.cards} nodes={nodes} controls={controls} />;
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
