/** One of the values that a setting can have: an option of a list on screen, a check mark, and an entry of the palette. */
export interface Choice {
  /** Unlike every other of its setting. */
  readonly value: string;
  readonly label: string;
  readonly isChosen: boolean;
  /** Sets it; of a check mark: takes it on or off. */
  choose(): void;
}

/** A setting by the name that stands beside it on screen. */
export interface ChoiceGroup {
  readonly title: string;
  readonly choices: readonly Choice[];
}

/** Makes the value of a list or switch of these choices the chosen one. */
export function chooseValue(choices: readonly Choice[], value: string): void {
  choices.find((choice) => choice.value === value)?.choose();
}

export function chosenValue(choices: readonly Choice[]): string {
  return choices.find(({ isChosen }) => isChosen)?.value ?? '';
}
