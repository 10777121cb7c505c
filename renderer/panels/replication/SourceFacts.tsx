import type { ReactNode } from 'react';
import { areaName, officeAreaOf } from '../../../shared/domain/areas.ts';
import type { StatusSnapshot } from '../../../shared/contract/topics.ts';
import { formatMoment } from '../../lib/format.ts';
import { dataAsOfMs, type Standing, standingText } from '../../lib/replication-words.ts';
import { useServices } from '../../lib/services.ts';
import { useNow } from '../../lib/use-live.ts';
import { useWords } from '../../lib/use-words.ts';

/** Where the data comes from and how that stands, in one column. */
export function SourceFacts({ status, standing }: { readonly status: StatusSnapshot; readonly standing: Standing }) {
  const words = useWords();
  const { t, age } = words;
  const nowMs = useNow(1000);
  const { source, position } = status;
  const asOfMs = dataAsOfMs(status);
  const none = t('replication.fact.none');
  return (
    <>
      <p className="replication-standing freshness" data-state={standing} role="status">
        <span className="freshness-mark" aria-hidden="true" />
        {standingText(status, standing, words)}
      </p>
      <dl className="replication-facts">
        <Fact name="kind">{t(`replication.kind.${source.kind}`)}</Fact>
        <Fact name="label">{source.label === '' ? none : source.label}</Fact>
        <Fact name="area">
          <StationArea code={source.areaCode} />
        </Fact>
        <Fact name="slot">{source.slot === '' ? none : source.slot}</Fact>
        <Fact name="asOf">
          {asOfMs === null ? none : `${formatMoment(asOfMs, nowMs)} · ${t('replication.asOfAge', { age: age(nowMs - asOfMs) })}`}
        </Fact>
        <Fact name="position">{position === '' ? none : position}</Fact>
        {source.unknownCodes > 0 && (
          <Fact name="unknownCodes">{t('replication.fact.rows', { value: words.count(source.unknownCodes) })}</Fact>
        )}
      </dl>
    </>
  );
}

type FactName = 'kind' | 'label' | 'area' | 'slot' | 'asOf' | 'position' | 'unknownCodes';

function Fact({ name, children }: { readonly name: FactName; readonly children: ReactNode }) {
  const { t } = useWords();
  return (
    <div>
      <dt>{t(`replication.fact.${name}`)}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function StationArea({ code }: { readonly code: string }) {
  const { city } = useServices();
  const area = officeAreaOf(city, code);
  return area === null ? (
    code
  ) : (
    <>
      {areaName(city, area)} <span className="quiet">{code}</span>
    </>
  );
}
