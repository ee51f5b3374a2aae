import { useId } from 'react';
import { keysIn } from '../../views/several.ts';
import type { InputNode } from './drawable.ts';

interface FieldProps {
  input: InputNode;
  value: string;
  type(value: string): void;
}

/** As many choices as can be seen at once; more than that open from a list. */
const RADIOS = 10;

/** One field: its label, hint and error belong to it for whoever hears the page, too. */
export function Field({ input, value, type }: FieldProps) {
  const id = useId();
  const { label, hint, error, options = [] } = input;
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
  const around = { 'aria-describedby': described, 'aria-invalid': error ? true : undefined, 'data-input': input.id };
  const words = (
    <>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p className="error" id={`${id}-error`}>
          <span className="unseen">Error: </span>
          {error}
        </p>
      )}
    </>
  );
  const className = error ? 'field wrong' : 'field';

  const several = input.type === 'choices';
  if (several || (input.type === 'choice' && options.length <= RADIOS)) {
    const chosen = several ? keysIn(value) : [value];
    const isFull = several && input.most !== undefined && chosen.length >= input.most;
    const choosing = (one: string, isChosen: boolean) =>
      options.map((option) => option.value).filter((key) => (key === one ? isChosen : chosen.includes(key)));
    return (
      <fieldset className={className} aria-describedby={described} data-group={input.id}>
        <legend>{label}</legend>
        {words}
        {options.map((option) => (
          <label className="option" key={option.value}>
            <input
              type={several ? 'checkbox' : 'radio'}
              name={id}
              value={option.value}
              checked={chosen.includes(option.value)}
              disabled={isFull && !chosen.includes(option.value)}
              onChange={({ target }) => type(several ? choosing(option.value, target.checked).join(',') : option.value)}
              {...around}
              aria-describedby={undefined}
            />
            <span>{option.label}</span>
          </label>
        ))}
        {isFull && <p className="hint">No more than {input.most} can be selected.</p>}
      </fieldset>
    );
  }
  const change = { id, value, onChange: (event: { target: { value: string } }) => type(event.target.value), ...around };
  return (
    <div className={className}>
      <label htmlFor={id}>{label}</label>
      {words}
      {input.type === 'choice' ? (
        <select {...change}>
          {/* On neither platform can a choice be taken back, only changed. */}
          <option value="" disabled>
            Select one
          </option>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      ) : input.type === 'longText' ? (
        <textarea rows={4} {...change} />
      ) : (
        <input type={input.type === 'date' ? 'date' : 'text'} autoComplete="off" {...change} />
      )}
    </div>
  );
}
