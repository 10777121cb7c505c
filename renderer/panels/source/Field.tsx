import { type ReactNode, useId } from 'react';

interface FieldIds {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean;
}

interface FieldProps {
  readonly label: string;
  readonly hint?: string;
  /** What is wrong with it; takes the hint's place. */
  readonly error?: string | null;
  readonly children: (ids: FieldIds) => ReactNode;
}

/** A field of a form with its label, and under it what to enter or what is wrong. */
export function Field({ label, hint, error = null, children }: FieldProps) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className="source-field">
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-describedby': note === undefined ? undefined : `${id}-note`, 'aria-invalid': error !== null })}
      {note !== undefined && (
        <p id={`${id}-note`} className="source-note" data-failed={error !== null}>
          {note}
        </p>
      )}
    </div>
  );
}
