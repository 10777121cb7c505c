import type { ReactNode } from 'react';
import './tile.css';

interface TileProps {
  readonly name: string;
  readonly label: string;
  readonly isBehind?: boolean;
  readonly children: ReactNode;
}

/** One figure with its label; several stand side by side in `.tiles`. */
export function Tile({ name, label, isBehind = false, children }: TileProps) {
  return (
    <div className="tile" data-figure={name}>
      <div className="tile-figure" data-behind={isBehind}>
        {children}
      </div>
      <div className="tile-label">{label}</div>
    </div>
  );
}
