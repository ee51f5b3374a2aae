import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import type { Node } from '../stand-in.ts';
import { renderCard } from './card-elements.ts';
import { type Json, type Slot, slotted } from './drawable.ts';
import { type Controls, Pressable, Undrawn } from './drawing.tsx';

interface CardsProps {
  cards: Json[];
  nodes: Node[];
  controls: Controls;
}

/** Adaptive Cards: laid out by the published renderer, their buttons and inputs by this page, which gives them labels. */
export function TeamsCards({ cards, nodes, controls }: CardsProps) {
  const { cards: drawn, slots } = slotted(cards, nodes);
  const { level } = controls;
  const place = useRef<HTMLDivElement>(null);
  const [places, setPlaces] = useState<Map<string, Element>>(new Map());
  const [problems, setProblems] = useState<string[]>([]);
  // Drawn again only where it looks different: what is typed into its fields, and the focus, are in it.
  const look = JSON.stringify(drawn);
  const parsed = useMemo(() => JSON.parse(look) as Json[], [look]);

  useLayoutEffect(() => {
    const rendered = parsed.map((card) => renderCard(card, level));
    place.current!.replaceChildren(...rendered.flatMap(({ element }) => (element ? [element] : [])));
    const gaps = [...place.current!.querySelectorAll<HTMLElement>('[data-slot]')];
    setPlaces(new Map(gaps.map((gap) => [String(gap.dataset.slot), gap])));
    setProblems(rendered.flatMap((one) => one.problems));
  }, [parsed, level]);

  return (
    <>
      <div className="card" ref={place} />
      {problems.map((problem) => (
        <Undrawn key={problem} what={`all of this card (${problem})`} />
      ))}
      {slots.map((slot) => {
        const gap = places.get(slot.id);
        return gap && createPortal(<Filled slot={slot} nodes={nodes} controls={controls} />, gap, slot.id);
      })}
    </>
  );
}

function Filled({ slot, nodes, controls }: { slot: Slot; nodes: Node[]; controls: Controls }) {
  if (slot.kind === 'buttons') {
    return (
      <div className="buttons">
        {slot.buttons.map((button) => (
          <Pressable key={button.id} {...button} controls={controls} />
        ))}
      </div>
    );
  }
  const input = nodes.find((node) => node.kind === 'input' && node.id === slot.input);
  return input?.kind === 'input' ? controls.field?.(input) : null;
}
