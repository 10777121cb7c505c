import { DATA_CATEGORIES } from '../../../shared/domain/data-categories.ts';
import type { CallState } from '../../lib/use-call.ts';
import { useIsPast, useShownNow } from '../../lib/use-moment.ts';
import { useWords } from '../../lib/use-words.ts';
import { CallBody } from '../../ui/CallBody.tsx';
import { PanelMessage } from '../../ui/PanelMessage.tsx';
import { Section } from '../../ui/Section.tsx';
import { AGE_CLASSES, ageClassOf, collectedAgeMs } from '../../../shared/domain/data-age.ts';
import './data-ages.css';

/** How old each of the 45 categories is: quiet while fresh, bright when old. */
export function DataAgeMatrix({ call }: { readonly call: CallState<Uint32Array> }) {
  const { t } = useWords();
  const nowMs = useShownNow(60_000);
  const isPast = useIsPast();
  if (isPast) {
    return (
      <Section title={t('detail.dataAges')}>
        <PanelMessage tone="empty" title={t('time.noHistory')} />
      </Section>
    );
  }
  const oldCount = [...(call.value ?? [])].filter((minute) => ageClassOf(collectedAgeMs(minute, nowMs)) === 'old').length;
  return (
    <Section title={t('detail.dataAges')} aside={call.value !== null && <span>{t('detail.dataAgesOld', { value: oldCount })}</span>}>
      <CallBody call={call} skeletonRows={7}>
        {(minutes) => (
          <>
            <ul className="data-ages">
              {DATA_CATEGORIES.map((category, index) => (
                <DataAgeCell key={category} category={category} ageMs={collectedAgeMs(minutes[index] ?? 0, nowMs)} />
              ))}
            </ul>
            <ul className="data-age-legend">
              {AGE_CLASSES.map((name) => (
                <li key={name}>
                  <span className="data-age-swatch" data-age={name} aria-hidden="true" />
                  {t(`detail.ageLegend.${name}`)}
                </li>
              ))}
            </ul>
          </>
        )}
      </CallBody>
    </Section>
  );
}

function DataAgeCell({ category, ageMs }: { readonly category: (typeof DATA_CATEGORIES)[number]; readonly ageMs: number | null }) {
  const { t, age } = useWords();
  const name = t(`dataCategory.${category}`);
  const text = ageMs === null ? t('detail.dataNever') : t('detail.dataAge', { category: name, age: age(ageMs) });
  return (
    <li className="data-age" data-age={ageClassOf(ageMs)} title={ageMs === null ? `${name} · ${text}` : text}>
      <span className="one-line">{name}</span>
      <span className="data-age-value">{ageMs === null ? '–' : age(ageMs)}</span>
    </li>
  );
}
