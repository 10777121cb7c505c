import { ALERT_LEVELS } from '../../shared/domain/alerts.ts';
import './alert-mark.css';

/** ◆ ▲ ■ ● by level, so that a level is never told by colour alone. The text beside it names the level. */
const SHAPES = [
  'M6 0.5 11.5 6 6 11.5 0.5 6Z',
  'M6 1 11.6 11H0.4Z',
  'M1.2 1.2H10.8V10.8H1.2Z',
  'M6 1.2A4.8 4.8 0 1 1 6 10.8 4.8 4.8 0 1 1 6 1.2Z',
];

export function AlertMark({ level }: { readonly level: number }) {
  return (
    <svg className="alert-mark" data-level={ALERT_LEVELS[level]} viewBox="0 0 12 12" aria-hidden="true">
      <path d={SHAPES[level] ?? ''} />
    </svg>
  );
}
