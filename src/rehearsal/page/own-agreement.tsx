import { useEffect, useId, useRef, useState } from 'react';
import type { AgreementBody, CheckedAgreement } from '../page-agreement.ts';
import { useDroppedFile } from './hooks.ts';
import { inWords } from './live.ts';
import { server } from './server.ts';
import { counted } from './words.ts';

/** Ten times what a thousand people need. What is larger is not even read. */
const MOST_BYTES = 1_000_000;

interface Given {
  name: string;
  text: string;
}

interface OwnProps {
  /** Whether what is rehearsed is one that somebody brought. */
  own: boolean;
  partnership: string;
  /** Brings this to where it can be seen, since a file was dropped on the page. */
  show(): void;
  /** A form is open, and hides what would be said here. */
  isFormOpen: boolean;
  fail(words: string): void;
}

/** An agreement that the visitor brings: its mistakes, or what it says and a way to rehearse it. */
export function OwnAgreement({ own, partnership, show, isFormOpen, fail }: OwnProps) {
  const id = useId();
  const [given, setGiven] = useState<Given>();
  const [checked, setChecked] = useState<CheckedAgreement>();
  const [doing, setDoing] = useState('');
  const [failed, setFailed] = useState<string>();

  async function ask(body: AgreementBody, words: string): Promise<CheckedAgreement | null | undefined> {
    if (doing) return undefined;
    setDoing(words);
    setFailed(undefined);
    try {
      return await server.agreement(body);
    } catch (error) {
      setFailed(inWords(error));
      return undefined;
    } finally {
      setDoing('');
    }
  }

  async function take(file: File | undefined): Promise<void> {
    if (!file || doing) return;
    setChecked(undefined);
    setGiven(undefined);
    if (file.size > MOST_BYTES)
      return setFailed(
        `${file.name} is ${counted(Math.round(file.size / 1e5) / 10, 'MB', 'MB')}. An agreement is a text file of 1 MB or less.`,
      );
    const text = await file.text().catch(() => undefined);
    if (text === undefined) return setFailed(`${file.name} could not be read.`);
    const read = { name: file.name, text };
    const found = await ask({ want: 'check', ...read }, `Reading ${file.name}.`);
    if (!found) return;
    setGiven(read);
    setChecked(found);
  }

  async function rehearse(): Promise<void> {
    if (!given) return;
    const began = await ask({ want: 'rehearse', ...given }, 'Starting the rehearsal again. This takes a few seconds.');
    if (began?.ok) setChecked(undefined);
    else if (began) setChecked(began);
  }

  const place = useRef<HTMLElement>(null);
  const [dropped, setDropped] = useState<File>();
  useDroppedFile((file) => {
    if (isFormOpen) return fail('Close the form first, and drop the file again.');
    show();
    setDropped(file);
    take(file);
  });
  // Once it is shown.
  useEffect(() => {
    if (dropped) place.current?.scrollIntoView({ block: 'nearest' });
  }, [dropped]);

  return (
    <section className="own" aria-labelledby={`${id}-title`} ref={place}>
      <h2 id={`${id}-title`}>Bring your own agreement</h2>
      <label htmlFor={id}>Choose an agreement file, or drop it on this page</label>
      <input
        id={id}
        type="file"
        accept=".yaml,.yml,text/yaml"
        aria-describedby={`${id}-hint`}
        onChange={(event) => {
          take(event.target.files?.[0]);
          // The same file, once it was mended, is chosen again.
          event.target.value = '';
        }}
      />
      <p className="hint" id={`${id}-hint`}>
        It is checked on this computer. It replaces nothing until you say so.
      </p>
      <p role="status">{doing || (checked && given && inShort(checked, given.name))}</p>
      {checked && <Found checked={checked} />}
      {failed && (
        <p className="problem" role="alert">
          {failed}
        </p>
      )}
      <p className="buttons">
        {checked?.ok && (
          <button type="button" className="main" aria-disabled={doing ? true : undefined} onClick={rehearse}>
            Rehearse {checked.partnership}
          </button>
        )}
        {own && (
          <button
            type="button"
            aria-disabled={doing ? true : undefined}
            onClick={() => ask({ want: 'example' }, 'Starting the example again.')}
          >
            Back to the example, and forget {partnership}
          </button>
        )}
      </p>
    </section>
  );
}

/** What is read out once a file was checked: not all of its mistakes. */
function inShort(checked: CheckedAgreement, name: string) {
  if (checked.ok)
    return (
      <>
        <strong>{checked.title}</strong> has no mistakes.
      </>
    );
  return (
    <>
      <strong>
        {name} has {counted(checked.mistakes.length + checked.more, 'mistake')}.
      </strong>{' '}
      Nothing was changed.
    </>
  );
}

function Found({ checked }: { checked: CheckedAgreement }) {
  if (checked.ok)
    return (
      <ul>
        {checked.lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    );
  const { mistakes, more } = checked;
  return (
    <>
      <ol className="plain mistakes">
        {mistakes.map((mistake) => (
          <li key={`${mistake.line} ${mistake.field} ${mistake.message}`}>
            <strong>
              Line {mistake.line}
              {mistake.field && ', '}
            </strong>
            {mistake.field && <code>{mistake.field}</code>}: {mistake.value !== null && `“${mistake.value}” `}
            {mistake.message}
          </li>
        ))}
      </ol>
      {more > 0 && <p>And {counted(more, 'more mistake')}.</p>}
    </>
  );
}
