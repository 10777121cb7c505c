import { useRef } from 'react';
import type { City } from '../../../shared/city/city.ts';
import { ALERT_KINDS, ALERT_LEVELS } from '../../../shared/domain/alerts.ts';
import { type AreaRef, areaName, isWithin, parentArea } from '../../../shared/domain/areas.ts';
import type { WallAlerts } from '../../../shared/contract/wall.ts';
import { useWords } from '../../lib/use-words.ts';
import { AlertMark } from '../../ui/AlertMark.tsx';
import { useFitCount } from '../layout/use-fit-count.ts';
import { useWallNow, useWallServices } from '../wall-services.ts';
import type { WallViewProps } from '../wall-view.ts';
import { wallCount } from '../wall-words.ts';

const ROW_REM = 3;
const TALLEST_ROW_REM = 3.5;

/** Open alerts about premises by level. */
export function AlertCounts({ snapshot }: Pick<WallViewProps, 'snapshot'>) {
  const { t } = useWords();
  return (
    <ul className="wall-levels" aria-label={t('wall.openAlerts')}>
      {snapshot.premisesAlertsByLevel.map((count, level) => (
        <li key={ALERT_LEVELS[level]} className="wall-level">
          <AlertMark level={level} />
          <span className="visually-hidden">{t(`alertLevel.${ALERT_LEVELS[level] ?? 'blue'}`)}</span>
          <span className="wall-level-count">{wallCount(count)}</span>
        </li>
      ))}
    </ul>
  );
}

/** What happens now, by place and never by person: the most severe and latest first, as many as there is room for. */
export function AlertList({ snapshot, area, frame, remPixels, columns = 1 }: WallViewProps & { readonly columns?: number }) {
  const { t } = useWords();
  const { city } = useWallServices();
  const box = useRef<HTMLOListElement>(null);
  const count = useFitCount(box, ROW_REM, remPixels, columns);
  const isShown = ({ street }: WallAlerts): boolean =>
    area.level === 'city' || (street >= 0 && isWithin(city, { level: 'street', index: street }, streetOf(city, area)));
  const alerts = snapshot.latestAlerts.filter(isShown);
  return (
    <section className="wall-alerts">
      <h2 className="wall-label">
        {t('wall.openAlerts')} · {t('wall.happening')}
      </h2>
      <ol
        ref={box}
        className="wall-alert-rows"
        data-columns={columns}
        style={{
          gridTemplateRows: `repeat(${Math.ceil(Math.min(count, alerts.length) / columns)}, minmax(${ROW_REM}rem, ${TALLEST_ROW_REM}rem))`,
        }}
      >
        {alerts.slice(0, count).map((alert) => (
          <AlertRow key={`${alert.level} ${alert.kind} ${alert.street}`} alert={alert} frozenAtMs={frame?.asOfMs ?? null} />
        ))}
        {alerts.length === 0 && <li className="wall-label wall-none">{t('wall.noAlerts')}</li>}
      </ol>
    </section>
  );
}

/** Alerts are told to the street, and belong to every community of it. */
function streetOf(city: City, area: AreaRef): AreaRef {
  return area.level === 'community' ? (parentArea(city, area) ?? area) : area;
}

interface AlertRowProps {
  readonly alert: WallAlerts;
  /** In a frozen picture nothing grows older. */
  readonly frozenAtMs: number | null;
}

function AlertRow({ alert: { level, kind, street, count, raised, raisedAtMs }, frozenAtMs }: AlertRowProps) {
  const { t, age } = useWords();
  const { city } = useWallServices();
  const clockMs = useWallNow(30_000);
  const nowMs = frozenAtMs ?? clockMs;
  const district = city.streets.parent[street];
  const place =
    street < 0 || district === undefined
      ? t('wall.placeUnknown')
      : `${areaName(city, { level: 'district', index: district })} ${areaName(city, { level: 'street', index: street })}`;
  return (
    <li className="wall-alert">
      <AlertMark level={level} />
      <span className="wall-alert-what one-line">
        {t(`alertKind.${ALERT_KINDS[kind] ?? 'smoke'}`)}
        {count > 1 && ` ×${count}`}
      </span>
      <span className="wall-alert-when">{t('wall.ago', { age: age(Math.max(0, nowMs - raisedAtMs)) })}</span>
      <span className="wall-alert-where one-line">{place}</span>
      <span className="wall-alert-state" data-open={raised > 0}>
        {t(raised > 0 ? 'alertState.raised' : 'alertState.acknowledged')}
      </span>
    </li>
  );
}
