import './progress.css';

/** How much is done, 0…1, or null while nobody knows. */
export function Progress({ fraction, label }: { readonly fraction: number | null; readonly label: string }) {
  return (
    <div
      className="progress"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={fraction === null ? undefined : Math.round(fraction * 100)}
      data-unknown={fraction === null}
    >
      <span className="progress-fill" style={{ inlineSize: fraction === null ? '30%' : `${fraction * 100}%` }} />
    </div>
  );
}
