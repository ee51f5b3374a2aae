/** A tag, a character's name, or anything else. No part can match in two ways, so a long message takes no longer. */
const PIECES =
  /<(\/?[a-z][a-z0-9]*)((?:[^<>"']|"[^"<]*"|'[^'<]*')*)>|&(#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,6});|[^<&]+|[<&]/gi;

const LINES = /^(p|div|br|li|tr|h[1-6]|blockquote|pre|ul|ol|hr)$/;
const CHARACTERS: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/**
 * The words of a message as Teams keeps it, in the few tags that its box for writing makes. A tag is left out, and what
 * it encloses stays; a picture of a smile is that character, any other picture is told of. Nothing becomes markup again:
 * what was written as `&lt;b&gt;` is those characters.
 */
export function wordsIn(html: string): { text: string; hasPictures: boolean } {
  const words: string[] = [];
  let hasPictures = false;
  let isNewLine = true;
  const add = (more: string) => {
    words.push(more);
    if (more !== '') isNewLine = more.endsWith('\n');
  };
  for (const [piece, tag, attributes = '', character] of html.matchAll(PIECES)) {
    if (character) add(characterOf(character) ?? piece);
    else if (!tag) add(isNewLine ? spaced(piece).trimStart() : spaced(piece));
    else if (/^br$/i.test(tag)) add('\n');
    else if (LINES.test(tag.toLowerCase().replace('/', ''))) add(isNewLine ? '' : '\n');
    else if (/^(img|emoji)$/i.test(tag)) {
      const alternative = /emoji/i.test(piece) ? /\balt=["']([^"']*)["']/i.exec(attributes)?.[1] : undefined;
      if (alternative === undefined) hasPictures = true;
      else add(wordsIn(alternative).text);
    }
  }
  const lines = words.join('').split('\n');
  const text = lines.map((line) => line.trim()).join('\n');
  return { text: text.replace(/\n{3,}/g, '\n\n').trim(), hasPictures };
}

/** A line break in HTML is a space. */
const spaced = (piece: string) => piece.replace(/\s+/g, ' ');

function characterOf(name: string): string | undefined {
  if (!name.startsWith('#')) return CHARACTERS[name.toLowerCase()];
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  const exists = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return exists ? String.fromCodePoint(code) : undefined;
}
