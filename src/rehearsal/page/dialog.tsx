import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { ClientAct, ShownDialog } from '../stand-in.ts';
import type { InputNode } from './drawable.ts';
import { Drawing } from './drawing.tsx';
import { Field } from './field.tsx';
import { inWords } from './live.ts';
import { Waiting } from './waiting.tsx';
import { type Platform, platformName } from './wire.ts';

const TYPING_PAUSE_MS = 300;

interface DialogProps {
  platform: Platform;
  shown: ShownDialog;
  /** What the platform itself told the person. */
  notice?: string;
  act(act: ClientAct): Promise<void>;
  /** What has to be reached while the dialog is open: nothing outside it can be. */
  children?: ReactNode;
}

/**
 * The dialog that the platform's client has open. What somebody types stays on screen through everything until the
 * client has it, and each pause in typing gives it to the client: a reload does not lose it.
 */
export function Dialog({ platform, shown, notice, act, children }: DialogProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  /** Typed, and not yet with the client. */
  const [typed, setTyped] = useState<ReadonlyMap<string, string>>(new Map());
  const unsent = useRef(typed);
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [pressed, setPressed] = useState<string>();
  const [failed, setFailed] = useState<string>();
  const busy = useRef(false);

  const keep = (next: Map<string, string>) => {
    unsent.current = next;
    setTyped(next);
  };

  async function flush(): Promise<void> {
    clearTimeout(pause.current);
    const values = Object.fromEntries(unsent.current);
    if (Object.keys(values).length === 0) return;
    await act({ kind: 'type', values });
    // What was typed meanwhile is newer.
    keep(new Map([...unsent.current].filter(([input, value]) => values[input] !== value)));
  }

  function type(input: string, value: string): void {
    keep(new Map(unsent.current).set(input, value));
    clearTimeout(pause.current);
    pause.current = setTimeout(() => {
      flush().catch((error) => setFailed(inWords(error)));
    }, TYPING_PAUSE_MS);
  }

  async function press(name: string, does: ClientAct): Promise<void> {
    if (busy.current) return;
    busy.current = true;
    setPressed(name);
    setFailed(undefined);
    try {
      if (does.kind === 'close' && platform === 'teams') keep(new Map());
      await flush();
      await act(does);
    } catch (error) {
      setFailed(inWords(error));
    }
    busy.current = false;
    setPressed(undefined);
  }

  const close = () => press('close', { kind: 'close' });
  // React has no prop for what the browser calls a cancel of a dialog, and its close must be ours to allow.
  const closing = useRef(close);
  closing.current = close;

  useEffect(() => {
    const element = dialog.current!;
    const opener = document.activeElement as HTMLElement | null;
    element.showModal();
    title.current?.focus();
    const cancel = (event: Event) => {
      event.preventDefault();
      closing.current();
    };
    // A second Escape closes the element whatever the page says, so the platform's client has to hear of it.
    const closed = () => void closing.current();
    element.addEventListener('cancel', cancel);
    element.addEventListener('close', closed);
    return () => {
      clearTimeout(pause.current);
      element.removeEventListener('cancel', cancel);
      element.removeEventListener('close', closed);
      element.close();
      returnFocus(opener);
    };
  }, []);

  useFocusOnChange(dialog, title, shown);

  const field = (input: InputNode) => (
    <Field
      key={input.id}
      input={input}
      value={typed.get(input.id) ?? input.value}
      type={(value) => type(input.id, value)}
    />
  );
  const pressInDialog = (button: string) => void press(button, { kind: 'pressInDialog', button });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (shown.submit) press('submit', { kind: 'submit' });
  };
  const told = failed ?? notice;

  return (
    <dialog ref={dialog} className={`${platform} dialog`} aria-labelledby={id} aria-busy={pressed !== undefined}>
      {children}
      <form noValidate autoComplete="off" onSubmit={submit}>
        <header>
          <h2 id={id} ref={title} tabIndex={-1}>
            {shown.title}
            <span className="unseen">, on {platformName(platform)}</span>
          </h2>
          <button type="button" className="close" onClick={close}>
            Close
          </button>
        </header>
        <Waiting busy={pressed !== undefined} />
        {told && (
          <p role="alert" className="notice">
            {told}
          </p>
        )}
        <div className="content">
          <Drawing shown={shown} controls={{ level: 3, press: pressInDialog, pressed, field }} />
        </div>
        {shown.submit && (
          <footer>
            <button type="submit" className="pressable primary" aria-busy={pressed === 'submit' || undefined}>
              {shown.submit}
            </button>
          </footer>
        )}
      </form>
    </dialog>
  );
}

/** To what opened the dialog, or what has taken its place, unless the browser found somewhere. */
function returnFocus(opener: HTMLElement | null): void {
  setTimeout(() => {
    if (document.activeElement && document.activeElement !== document.body) return;
    const button = opener?.dataset.button;
    const message = opener?.closest('[data-message]')?.getAttribute('data-message');
    const again = message && document.querySelector<HTMLElement>(`[data-message="${CSS.escape(message)}"]`);
    const same = again && button && again.querySelector<HTMLElement>(`[data-button="${CSS.escape(button)}"]`);
    const target = same || again || (opener?.isConnected ? opener : document.querySelector<HTMLElement>('main'));
    target?.focus();
  });
}

const inputsIn = (place: HTMLElement) => [...place.querySelectorAll<HTMLElement>('[data-input]')];

/** After what was pressed came back: to the first mistake, to a field that is new, or to the top of another page. */
function useFocusOnChange(
  dialog: { current: HTMLDialogElement | null },
  title: { current: HTMLElement | null },
  shown: ShownDialog,
): void {
  const before = useRef<{ look: string; inputs: string[]; errors: string } | undefined>(undefined);
  useEffect(() => {
    const inputs = shown.nodes.flatMap((node) => (node.kind === 'input' ? [node] : []));
    const now = {
      look: JSON.stringify({ ...shown, nodes: shown.nodes.map((node) => ({ ...node, value: '' })) }),
      inputs: inputs.map(({ id }) => id),
      errors: inputs.map(({ error }) => error ?? '').join('\n'),
    };
    const was = before.current;
    before.current = now;
    if (!was || was.look === now.look) return;
    // After the cards have been drawn, and their gaps filled.
    const timer = setTimeout(() => {
      const place = dialog.current;
      if (!place) return;
      const wrong = place.querySelector<HTMLElement>('[aria-invalid="true"]');
      const added = now.inputs.filter((one) => !was.inputs.includes(one));
      const samePage = now.inputs.some((one) => was.inputs.includes(one));
      if (wrong && now.errors !== was.errors) return wrong.focus();
      if (samePage && added.length > 0)
        return inputsIn(place)
          .find((one) => one.dataset.input === added[0])
          ?.focus();
      if (samePage && place.contains(document.activeElement) && document.activeElement !== place) return;
      place.scrollTop = 0;
      title.current?.focus();
    });
    return () => clearTimeout(timer);
  }, [shown, dialog, title]);
}
