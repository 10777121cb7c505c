import { type ReactNode, useId } from 'react';
import './section.css';

interface SectionProps {
  readonly title: ReactNode;
  /** Stands at the right end of the head: counts, a switch. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a panel with a head. */
export function Section({ title, aside, children }: SectionProps) {
  const id = useId();
  return (
    <section className="section" aria-labelledby={id}>
      <header className="panel-head section-head">
        <h3 id={id}>{title}</h3>
        {aside !== undefined && <div className="section-aside">{aside}</div>}
      </header>
      {children}
    </section>
  );
}
