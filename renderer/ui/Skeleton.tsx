import './skeleton.css';

const WIDTHS = ['62%', '84%', '48%', '76%', '56%', '90%', '68%'];

/** Bars in the shape of what is coming; the style sheet shows them only after 150 ms, so that fast answers do not flicker. */
export function Skeleton({ rows, label }: { readonly rows: number; readonly label: string }) {
  return (
    <div className="skeleton" role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} className="skeleton-row" style={{ inlineSize: WIDTHS[row % WIDTHS.length] }} />
      ))}
    </div>
  );
}
