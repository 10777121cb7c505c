import type { ReactNode } from 'react';
import './chip.css';

export type ChipTone = 'late' | 'active' | 'done' | 'quiet' | 'attention';

/** A state in a word, on a tint that says how urgent it is. */
export function Chip({ tone, children }: { readonly tone: ChipTone; readonly children: ReactNode }) {
  return (
    <span className="chip" data-tone={tone}>
      {children}
    </span>
  );
}
