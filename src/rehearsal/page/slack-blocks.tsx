import { memo } from 'react';
import { type Block, Message } from 'slack-blocks-to-jsx';
import { placeId } from '../slack/read.ts';
import type { Node } from '../stand-in.ts';
import { inBlock, type Json, objects, textOf } from './drawable.ts';
import { type Controls, Pressable, Undrawn } from './drawing.tsx';
import { useMedia } from './hooks.ts';

interface BlocksProps {
  blocks: Json[];
  nodes: Node[];
  controls: Controls;
}

/** Block Kit: its texts by the published renderer, its buttons and inputs by this page, which gives them labels. */
export function SlackBlocks({ blocks, nodes, controls }: BlocksProps) {
  return blocks.map((block) => <One key={String(block.block_id)} block={block} nodes={nodes} controls={controls} />);
}

function One({ block, nodes, controls }: { block: Json; nodes: Node[]; controls: Controls }) {
  const [problem] = inBlock(block);
  if (problem) return <Undrawn what={problem} />;
  const blockId = String(block.block_id);
  const button = (element: Json) => (
    <Pressable
      key={String(element.action_id)}
      id={placeId(blockId, String(element.action_id))}
      label={textOf(element.text)}
      style={String(element.style ?? 'default')}
      controls={controls}
    />
  );
  const Heading = `h${controls.level}` as const;
  switch (block.type) {
    case 'header':
      return <Heading className="heading">{textOf(block.text)}</Heading>;
    case 'divider':
      return <hr />;
    case 'context':
      return (
        <div className="small">
          <Rich lines={objects(block.elements).map(textOf)} />
        </div>
      );
    case 'actions':
      return <div className="buttons">{objects(block.elements).map(button)}</div>;
    case 'section':
      return (
        <div className="beside">
          <Rich lines={[block.text, ...objects(block.fields)].filter(Boolean).map(textOf)} />
          {objects([block.accessory]).map(button)}
        </div>
      );
    case 'input': {
      const id = placeId(blockId, String((block.element as Json).action_id));
      const input = nodes.find((node) => node.kind === 'input' && node.id === id);
      return input?.kind === 'input' ? controls.field?.(input) : null;
    }
    default:
      return <Published block={block} />;
  }
}

/** Plain text. The renderer would read Markdown, emoji names and mentions in it, which Slack does not: so as rich text. */
function Rich({ lines }: { lines: string[] }) {
  const elements = lines.map((text) => ({ type: 'rich_text_section', elements: [{ type: 'text', text }] }));
  return <Published block={{ type: 'rich_text', elements }} />;
}

const Published = memo(
  function Published({ block }: { block: Json }) {
    const theme = useMedia('(prefers-color-scheme: dark)') ? 'dark' : 'light';
    return <Message blocks={[block as unknown as Block]} theme={theme} logo="" name="" withoutWrapper />;
  },
  (before, after) => JSON.stringify(before) === JSON.stringify(after),
);
