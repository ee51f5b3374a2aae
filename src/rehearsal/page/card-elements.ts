import {
  type Action,
  AdaptiveCard,
  CardElement,
  type CardObjectRegistry,
  GlobalRegistry,
  HostConfig,
  OpenUrlAction,
  RichTextBlock,
  SerializationContext,
  TextRun,
} from 'adaptivecards';
import { type Json, SLOT } from './drawable.ts';

/** A gap that the page fills: a row of buttons, or a field with its label, hint and error. */
class Slot extends CardElement {
  getJsonTypeName(): string {
    return SLOT;
  }
  protected override internalRender(): HTMLElement {
    const place = document.createElement('div');
    place.dataset.slot = this.id;
    return place;
  }
}

/** Teams reads a line of large bold letters as a heading only where the card says so; somebody who sees it does. */
class Line extends RichTextBlock {
  protected override internalRender(): HTMLElement | undefined {
    const line = super.internalRender();
    const runs = Array.from({ length: this.getInlineCount() }, (_, index) => this.getInlineAt(index));
    const large = runs.every((run) => run instanceof TextRun && run.weight === 2 && Number(run.size) >= 2);
    if (line && large && runs.length > 0) {
      line.setAttribute('role', 'heading');
    }
    return line;
  }
}

const context = () => {
  const made = new SerializationContext();
  const elements = new (GlobalRegistry.elements.constructor as new () => CardObjectRegistry<CardElement>)();
  GlobalRegistry.elements.copyTo(elements);
  elements.register(SLOT, Slot);
  elements.register('RichTextBlock', Line);
  made.setElementRegistry(elements);
  return made;
};

// The colours are the style sheet's, so that they follow the reader's.
const colour = (name: string) => ({ default: `var(--card-${name})`, subtle: 'var(--card-subtle)' });
const foregroundColors = {
  default: colour('ink'),
  dark: colour('ink'),
  light: colour('ink'),
  accent: colour('accent'),
  good: colour('good'),
  warning: colour('warning'),
  attention: colour('attention'),
};
const look = (backgroundColor: string) => ({ backgroundColor, foregroundColors });
const host = new HostConfig({
  supportsInteractivity: true,
  fontFamily: 'inherit',
  spacing: { small: 4, default: 8, medium: 14, large: 20, extraLarge: 28, padding: 1 },
  separator: { lineThickness: 1, lineColor: 'var(--card-rule)' },
  fontSizes: { small: 13, default: 15, medium: 17, large: 20, extraLarge: 24 },
  fontWeights: { lighter: 400, default: 400, bolder: 600 },
  containerStyles: { default: look('transparent'), emphasis: look('var(--card-emphasis)') },
});

/** A card with its gaps, drawn by the published renderer. Where it finds something that it cannot draw, it says what. */
export function renderCard(json: Json, level: number): { element: HTMLElement | undefined; problems: string[] } {
  const card = new AdaptiveCard();
  card.hostConfig = host;
  card.onExecuteAction = follow;
  const reading = context();
  card.parse(json, reading);
  const problems = Array.from({ length: reading.eventCount }, (_, index) => reading.getEventAt(index).message);
  const element = card.render();
  // Only what is in it can be used.
  element?.removeAttribute('tabindex');
  for (const heading of element?.querySelectorAll('[role="heading"]') ?? []) {
    heading.setAttribute('aria-level', String(level));
  }
  return { element, problems };
}

function follow(action: Action): void {
  if (action instanceof OpenUrlAction && action.url) open(action.url, '_blank', 'noopener,noreferrer');
}
