import { coverageRate, dueCount, type RateRule } from '../../../shared/domain/rates.ts';
import { useWords } from '../../lib/use-words.ts';
import { useLayersStore } from '../../stores/layers.store.ts';
import { isBehind } from '../../ui/RateBar.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Tile } from '../../ui/Tile.tsx';
import { usePickedFigures } from './use-picked.ts';

/** Sums over the picked grids; both rates are made of the sums. */
export function PickedFiguresView({ grids }: { readonly grids: readonly number[] }) {
  const { t, count, rate } = useWords();
  const rule = useLayersStore((state) => state.coverage.rule);
  const otherRule: RateRule = rule === 'withDeferred' ? 'withoutDeferred' : 'withDeferred';
  const figures = usePickedFigures(grids);
  if (figures === null) return <Skeleton rows={3} label={t('state.loading')} />;
  const covered = coverageRate(figures, rule);
  const facts: readonly (readonly [name: string, label: string, value: number])[] = [
    ['households', t('picked.households'), figures.households],
    ['residents', t('picked.residents'), figures.residents],
    ['deferred', t('figure.deferred'), figures.deferred],
    ['unreachable', t('figure.unreachable'), figures.unreachable],
    ['openAlerts', t('figure.openAlerts'), figures.openAlerts],
    ['workers', t('figure.workersOnDuty'), figures.workers],
  ];
  return (
    <div>
      <div className="tiles picked-tiles">
        <Tile name="picked-coverage" label={`${t('figure.coverageShort')} · ${t(`rule.${rule}`)}`} isBehind={isBehind(covered)}>
          {rate(covered)}
        </Tile>
        <Tile name="picked-other-coverage" label={t(`rule.${otherRule}`)}>
          {rate(coverageRate(figures, otherRule))}
        </Tile>
        <Tile name="picked-verified" label={t('figure.verifiedOfDue')}>
          {count(figures.verified)}
          <span className="tile-of">/{count(dueCount(figures, rule))}</span>
        </Tile>
        <Tile name="picked-overdue" label={t('figure.overdue')}>
          {count(figures.overdue)}
        </Tile>
      </div>
      <dl className="progress-matrix picked-facts">
        {facts.map(([name, label, value]) => (
          <div key={name} data-figure={`picked-${name}`}>
            <dt className="one-line">{label}</dt>
            <dd data-zero={value === 0}>{count(value)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
