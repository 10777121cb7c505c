import './end-kept.css';

interface EndKeptProps {
  readonly start: string;
  readonly end: string;
  /** The whole text, where it says more than is shown. */
  readonly title: string;
}

/** One line whose end stays in sight: where there is no room, its start is cut off. */
export function EndKept({ start, end, title }: EndKeptProps) {
  return (
    <span className="end-kept" title={title}>
      {start !== '' && <span className="end-kept-start">{start}</span>}
      {end !== '' && <span className="end-kept-end">{end}</span>}
    </span>
  );
}
