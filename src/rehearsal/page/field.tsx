import { useId } from 'react';
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

  if (input.type === 'choice' && options.length <= RADIOS) {
    return (
      <fieldset className={className} aria-describedby={described} data-group={input.id}>
        <legend>{label}</legend>
        {words}
        {options.map((option) => (
          <label className="option" key={option.value}>
            <input
              type="radio"
              name={id}
              value={option.value}
              checked={option.value === value}
              onChange={() => type(option.value)}
              {...around}
              aria-describedby={undefined}
            />
            <span>{option.label}</span>
          </label>
        ))}
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
