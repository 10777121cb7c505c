import { HTMLSelect } from '@blueprintjs/core';
import { type Choice, chooseValue, chosenValue } from './choice.ts';

interface ChoiceSelectProps {
  readonly choices: readonly Choice[];
  readonly className?: string;
  /** What a screen reader says, where no label stands around it. */
  readonly label?: string;
  /** After a value became the chosen one. */
  readonly onChosen?: (value: string) => void;
}

/** The choices of a setting as a list. */
export function ChoiceSelect({ choices, className, label, onChosen }: ChoiceSelectProps) {
  return (
    <HTMLSelect
      {...(className === undefined ? {} : { className })}
      aria-label={label}
      title={label}
      value={chosenValue(choices)}
      onChange={({ currentTarget: { value } }) => {
        chooseValue(choices, value);
        onChosen?.(value);
      }}
      options={choices.map(({ value, label: text }) => ({ value, label: text }))}
    />
  );
}
