import { array, bool, type Check, integer, object, oneOf, say, string, typed } from './check.ts';

const of = (type: string) => oneOf(type);

const style = object({ 'bold?': bool, 'italic?': bool, 'strike?': bool, 'code?': bool, 'underline?': bool });

const address: Check = (value, at, problems) => {
  string(1, 3_000)(value, at, problems);
  if (typeof value === 'string' && !/^(https?|mailto):/i.test(value)) say(problems, 'must be a URL', at);
};

const inline = typed({
  text: object({ type: of('text'), text: string(1, 3_000), 'style?': style }),
  link: object({ type: of('link'), url: address, 'text?': string(1, 3_000), 'unsafe?': bool, 'style?': style }),
  user: object({ type: of('user'), user_id: string(1, 255), 'style?': style }),
  emoji: object({ type: of('emoji'), name: string(1, 255), 'unicode?': string(1, 255) }),
  broadcast: object({ type: of('broadcast'), range: oneOf('here', 'channel', 'everyone') }),
});

const section = object({ type: of('rich_text_section'), elements: array(1, 1_000, inline) });

const list = object({
  type: of('rich_text_list'),
  style: oneOf('bullet', 'ordered'),
  'indent?': integer(0, 8),
  'offset?': integer(0, 10_000),
  'border?': integer(0, 1),
  elements: array(1, 1_000, section),
});

const quote = object({ type: of('rich_text_quote'), elements: array(1, 1_000, inline), 'border?': integer(0, 1) });
const preformatted = object({
  type: of('rich_text_preformatted'),
  elements: array(1, 1_000, inline),
  'border?': integer(0, 1),
});

/** A rich_text block; Slack shows its text elements as they are. */
export function richText(blockId: Record<string, Check>): Check {
  const line = typed({
    rich_text_section: section,
    rich_text_list: list,
    rich_text_quote: quote,
    rich_text_preformatted: preformatted,
  });
  return object({ type: of('rich_text'), elements: array(1, 1_000, line), ...blockId });
}
