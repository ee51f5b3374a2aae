import { type FormEvent, type ReactNode, Suspense, useEffect, useId, useRef, useState } from 'react';
import type { ClientAct, ShownDialog } from '../stand-in.ts';
import { isRefusal } from './asking.ts';
import type { InputNode } from './drawable.ts';
import { Drawing } from './drawing.tsx';
import { Field } from './field.tsx';
import { inWords } from './live.ts';
import { Waiting } from './waiting.tsx';
import { type Platform, platformName } from './wire.ts';

const TYPING_PAUSE_MS = 300;
const WENT_ON = 'The form went on before what you typed last was in it. Look at what it shows now.';

interface DialogProps {
  platform: Platform;
  shown: ShownDialog;
  /** What the platform itself told the person. */
  notice?: string;
  act(act: ClientAct): Promise<void>;
  /** Gives the client what was typed last, as the page goes away. */
  leave(values: Record<string, string>): void;
  /** What has to be reached while the dialog is open: nothing outside it can be. */
  children?: ReactNode;
}

/**
 * The dialog that the platform's client has open. What somebody types stays on screen through everything until the
 * client has it, and each pause in typing gives it to the client: a reload does not lose it.
 */
export function Dialog({ platform, shown, notice, act, leave, children }: DialogProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  /** Typed, and not yet with the client. */
  const [typed, setTyped] = useState<ReadonlyMap<string, string>>(new Map());
  const unsent = useRef(typed);
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [pressed, setPressed] = useState<string>();
  const [failed, setFailed] = useState<string>();
  /** What was pressed and is not answered yet, and whether to close then. */
  const pending = useRef<string>(undefined);
  const closeNext = useRef(false);

  const keep = (next: Map<string, string>) => {
    unsent.current = next;
    setTyped(next);
  };

  async function flush(): Promise<void> {
    clearTimeout(pause.current);
    const values = Object.fromEntries(unsent.current);
    if (Object.keys(values).length === 0) return;
    // What was typed meanwhile is newer.
    const given = () => keep(new Map([...unsent.current].filter(([input, value]) => values[input] !== value)));
    try {
      await act({ kind: 'type', values });
    } catch (error) {
      // The client has no such fields any more, and never will: another tab went on with the form.
      if (!isRefusal(error)) throw error;
      given();
      throw new Error(WENT_ON);
    }
    given();
  }

  function type(input: string, value: string): void {
    keep(new Map(unsent.current).set(input, value));
    clearTimeout(pause.current);
    pause.current = setTimeout(() => {
      flush().catch((error) => setFailed(inWords(error)));
    }, TYPING_PAUSE_MS);
  }

  async function press(name: string, does: ClientAct): Promise<void> {
    if (pending.current) {
      closeNext.current ||= does.kind === 'close' && pending.current !== name;
      return;
    }
    pending.current = name;
    setPressed(name);
    setFailed(undefined);
    try {
      if (does.kind === 'close') await letGo();
      else await flush();
      await act(does);
    } catch (error) {
      // What did not get there is not to be closed over.
      closeNext.current = false;
      setFailed(inWords(error));
    }
    pending.current = undefined;
    setPressed(undefined);
    if (!closeNext.current) return;
    closeNext.current = false;
    if (dialog.current) await close();
  }

  /** Teams forgets what was typed when its dialog is closed; Slack has it by then, but closes whether it has or not. */
  async function letGo(): Promise<void> {
    if (platform === 'teams') keep(new Map());
    await flush().catch(() => {});
  }

  const close = () => press('close', { kind: 'close' });
  // React has no prop for what the browser calls a cancel of a dialog, and its close must be ours to allow.
  const latest = useRef({ close, flush, leave });
  latest.current = { close, flush, leave };

  useEffect(() => {
    const element = dialog.current!;
    const opener = document.activeElement as HTMLElement | null;
    element.showModal();
    title.current?.focus();
    const cancel = (event: Event) => {
      event.preventDefault();
      latest.current.close();
    };
    let focused: Element | null = title.current;
    const focus = ({ target }: Event) => {
      focused = target as Element;
      // A browser is content with the first line of a long field.
      if (focused.matches(':focus-visible')) focused.scrollIntoView({ block: 'nearest' });
    };
    // A second Escape closes the element whatever the page says, while the platform's client still has it open.
    const closed = () => {
      const place = focused;
      element.showModal();
      if (place instanceof HTMLElement) place.focus();
      latest.current.close();
    };
    const leaving = () => {
      if (unsent.current.size > 0) latest.current.leave(Object.fromEntries(unsent.current));
    };
    addEventListener('pagehide', leaving);
    element.addEventListener('cancel', cancel);
    element.addEventListener('close', closed);
    element.addEventListener('focusin', focus);
    return () => {
      latest.current.flush().catch(() => {});
      removeEventListener('pagehide', leaving);
      element.removeEventListener('cancel', cancel);
      element.removeEventListener('close', closed);
      element.removeEventListener('focusin', focus);
      element.close();
      returnFocus(opener);
    };
  }, []);

  useFocusOnChange(dialog, title, shown);

  useEffect(() => {
    const here = new Set(shown.nodes.flatMap((node) => (node.kind === 'input' ? [node.id] : [])));
    const kept = [...unsent.current].filter(([input]) => here.has(input));
    if (kept.length === unsent.current.size) return;
    unsent.current = new Map(kept);
    setTyped(unsent.current);
    setFailed(WENT_ON);
  }, [shown]);

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
    <dialog ref={dialog} className={`${platform} dialog`} aria-labelledby={id}>
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
        <div className="content" aria-busy={pressed !== undefined || undefined}>
          <Suspense>
            <Drawing shown={shown} controls={{ level: 3, press: pressInDialog, pressed, field }} />
          </Suspense>
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
      if (wrong && now.errors !== was.errors) {
        wrong.focus();
        // What is wrong stands above it.
        wrong.closest('.field')?.firstElementChild?.scrollIntoView({ block: 'nearest' });
        return;
      }
      if (samePage && added.length > 0)
        return inputsIn(place)
          .find((one) => one.dataset.input === added[0])
          ?.focus();
      if (samePage && place.contains(document.activeElement) && document.activeElement !== place) return;
      place.querySelector('form')!.scrollTop = 0;
      title.current?.focus();
    });
    return () => clearTimeout(timer);
  }, [shown, dialog, title]);
}
