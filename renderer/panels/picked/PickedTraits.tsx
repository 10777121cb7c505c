import { type City, DEDICATED_KINDS } from '../../../shared/city/city.ts';
import { ALERT_KINDS } from '../../../shared/domain/alerts.ts';
import { areaName, gridRangeOf } from '../../../shared/domain/areas.ts';
import { commonTraits, QUARTERS_OF_DAY, type Trait } from '../../data/common-traits.ts';
import { useServices } from '../../lib/services.ts';
import { useCounted } from '../../lib/use-live.ts';
import { type Words, useWords } from '../../lib/use-words.ts';
import { useSelectionStore } from '../../stores/selection.store.ts';
import { Section } from '../../ui/Section.tsx';

/** What the grids have in common hardly changes from one alert to the next. */
const RECOUNT_MS = 10_000;

/** What is found among the picked grids more often than among all that this window may show, with the counts that say so. */
export function PickedTraits({ grids }: { readonly grids: readonly number[] }) {
  const words = useWords();
  const { t } = words;
  const { city, shown: live } = useServices();
  const home = useSelectionStore((state) => state.home);
  const traits = useCounted(live.alerts, RECOUNT_MS, [city, grids, home], () =>
    commonTraits(city, live.alerts, grids, gridRangeOf(city, home)),
  );
  const area = areaName(city, home);
  return (
    <Section title={t('picked.common')} aside={<span>{t('picked.commonNote')}</span>}>
      <p className="metric-note">{t(traits.length === 0 ? 'picked.commonNone' : 'picked.commonBase', { area })}</p>
      <ul className="line-list trait-list">
        {traits.map((trait) => (
          <TraitLine key={`${trait.kind} ${trait.index}`} trait={trait} city={city} words={words} />
        ))}
      </ul>
    </Section>
  );
}

function TraitLine({ trait, city, words }: { readonly trait: Trait; readonly city: City; readonly words: Words }) {
  const { t, count, rate } = words;
  const { inside, insideTotal, all, allTotal, lift } = trait;
  return (
    <li>
      <span className="trait-kind">{t(`picked.traitOf.${trait.kind}`)}</span>
      <span className="one-line">{traitName(trait, city, words)}</span>
      <span className="line-end">
        {t('picked.counts', { inside: count(inside), insideTotal: count(insideTotal) })} ·{' '}
        {t('picked.share', { share: rate(inside / insideTotal), all: rate(all / allTotal) })}
      </span>
      <span className="trait-lift">{t('picked.lift', { lift: lift.toFixed(1) })}</span>
    </li>
  );
}

function traitName({ kind, index }: Trait, city: City, { t }: Words): string {
  switch (kind) {
    case 'district':
    case 'street':
      return areaName(city, { level: kind, index });
    case 'managingBody':
      return city.managingBodies[index] ?? '';
    case 'gridKind':
      return t(`gridKind.${DEDICATED_KINDS[index] ?? 'none'}`);
    case 'alertKind':
      return t(`alertKind.${ALERT_KINDS[index] ?? 'smoke'}`);
    case 'alertHours': {
      const hours = 24 / QUARTERS_OF_DAY;
      return t('picked.hours', { from: index * hours, to: (index + 1) * hours });
    }
  }
}
