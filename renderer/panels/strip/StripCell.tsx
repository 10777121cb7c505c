import type { ReactNode } from 'react';

interface StripCellProps {
  readonly label: ReactNode;
  readonly children: ReactNode;
  readonly name?: string;
}

/** One fact of the strip: the figure large, its label small under it. */
export function StripCell({ label, children, name }: StripCellProps) {
  return (
    <div className="strip-cell" data-figure={name}>
      <div className="strip-figure">{children}</div>
      <div className="strip-label one-line">{label}</div>
    </div>
  );
}
