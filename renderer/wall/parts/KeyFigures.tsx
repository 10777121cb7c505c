import { useWords } from '../../lib/use-words.ts';
import { figuresOf } from '../area-figures.ts';
import type { WallViewProps } from '../wall-view.ts';
import { wallCount } from '../wall-words.ts';

/** Counts of the area of competence, the overdue ones of the area in view. */
export function KeyFigures({ snapshot, program, area, home, frame }: WallViewProps) {
  const { t } = useWords();
  const { overdue } = figuresOf(snapshot, area, home, program.rule);
  // Who was on duty at a moment that is past is not kept.
  const workers = { key: 'workers', label: t('wall.workersOnDuty'), value: snapshot.workersOnDuty, isLate: false };
  const figures = [
    ...(frame === null ? [workers] : []),
    { key: 'overdue', label: t('wall.overdue'), value: overdue, isLate: overdue > 0 },
    { key: 'unplaced', label: t('wall.unplaced'), value: snapshot.unplaced, isLate: false },
    { key: 'personAlerts', label: t('wall.personAlerts'), value: snapshot.personAlerts, isLate: false },
  ];
  return (
    <dl className="wall-figures">
      {figures.map(({ key, label, value, isLate }) => (
        <div key={key} className="wall-figure" data-figure={key} data-late={isLate}>
          <dd>{wallCount(value)}</dd>
          <dt className="wall-label">{label}</dt>
        </div>
      ))}
    </dl>
  );
}
