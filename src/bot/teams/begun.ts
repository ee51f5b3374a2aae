import type { Activity } from 'botbuilder';
import { commandOf } from '../begun.ts';
import type { Interaction, Quoted } from '../platform.ts';
import { wordsIn } from './html.ts';

/** What Teams calls it when somebody begins something from the menu of a message or of the box they write in. */
export const BEGINS = 'composeExtension/fetchTask';
/** And when they press a button in the dialog that was opened so. */
export const SUBMITS = 'composeExtension/submitAction';

/** It may come from any chat or channel in which somebody is, the bot's or not. */
export const isBegun = ({ name }: Activity): boolean => name === BEGINS || name === SUBMITS;

type Data = Record<string, unknown>;
type Begun = Omit<Extract<Interaction, { kind: 'begun' }>, 'actor' | 'place'>;

const object = (value: unknown): Data => (typeof value === 'object' && value !== null ? (value as Data) : {});
const list = (value: unknown): Data[] => (Array.isArray(value) ? value.map(object) : []);

/** What somebody began. Undefined where it begins on a message and there is none. */
export function begunIn({ commandId, messagePayload }: Data): Begun | undefined {
  if (typeof commandId !== 'string') return undefined;
  const { command, onMessage } = commandOf(commandId);
  if (!onMessage) return { kind: 'begun', command };
  return typeof messagePayload === 'object' && messagePayload !== null
    ? { kind: 'begun', command, on: quoted(messagePayload as Data) }
    : undefined;
}

/** What comes with a message and is no file: a card, and a message that it answers or passes on. */
const NO_FILE = /^(application\/vnd\.microsoft\.(card|teams\.card)\..+|messageReference|forwardedMessageReference)$/;

function quoted({ body, subject, attachments, deleted, linkToMessage }: Data): Quoted {
  const { content, contentType } = object(body);
  const written = typeof content === 'string' && deleted !== true ? content : '';
  const { text, hasPictures } = contentType === 'text' ? { text: written, hasPictures: false } : wordsIn(written);
  const title = typeof subject === 'string' && deleted !== true ? subject : '';
  const link = typeof linkToMessage === 'string' && /^https:\/\//.test(linkToMessage) ? linkToMessage : undefined;
  const files = list(attachments).filter((one) => !NO_FILE.test(String(one.contentType)));
  return {
    text: [title.trim(), text.trim()].filter(Boolean).join('\n'),
    ...(link ? { link } : {}),
    hasFiles: hasPictures || files.length > 0,
  };
}
