import type { ShownMessage } from '../stand-in.ts';
import { type Controls, Drawing } from './drawing.tsx';
import { Menu } from './menu.tsx';
import type { Platform } from './wire.ts';
import { momentInWords } from './words.ts';

interface MessageProps {
  platform: Platform;
  message: ShownMessage;
  author: string;
  timeZone: string;
  /** The first that came since the person last looked. */
  fresh: boolean;
  controls: Controls;
}

export function MessageView({ platform, message, author, timeZone, fresh, controls }: MessageProps) {
  const bot = message.from === 'bot';
  return (
    <>
      {fresh && <p className="new">New</p>}
      <article
        className={bot ? 'message' : 'message person'}
        data-message={message.id}
        tabIndex={-1}
        aria-label={`${author}: ${message.summary}`}
      >
        <span className={bot ? 'avatar app' : 'avatar'} aria-hidden="true">
          {bot ? <img src="/icon.svg" alt="" /> : author.charAt(0)}
        </span>
        <div className="body">
          <p className="byline">
            <strong>{author}</strong>
            {bot && <span className="app-mark">{platform === 'slack' ? 'APP' : 'App'}</span>}{' '}
            <time dateTime={message.at}>{momentInWords(message.at, timeZone)}</time>
          </p>
          <div className="bubble">
            <Drawing shown={message} controls={controls} />
          </div>
          {message.ephemeral && <p className="remark">Only visible to you</p>}
          {message.edited && <p className="remark">Edited</p>}
          {!message.ephemeral && <Menu name="More actions" message={message} />}
        </div>
      </article>
    </>
  );
}
