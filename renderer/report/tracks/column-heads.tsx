interface ColumnHead {
  readonly title: string;
  /** Its cells are figures, set to the right. */
  readonly isFigure?: boolean;
}

/** The head of a table of evidence. */
export function columnHeads(heads: readonly ColumnHead[]) {
  return (
    <tr>
      {heads.map(({ title, isFigure = false }) => (
        <th key={title} scope="col" className={isFigure ? 'track-figure' : undefined}>
          {title}
        </th>
      ))}
    </tr>
  );
}
