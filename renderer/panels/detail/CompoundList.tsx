import { useServices } from '../../lib/services.ts';
import { useWords } from '../../lib/use-words.ts';
import { PanelMessage } from '../../ui/PanelMessage.tsx';
import { Section } from '../../ui/Section.tsx';

/** The residential compounds of a grid and how high they are: staircases are work too. */
export function CompoundList({ grid }: { readonly grid: number }) {
  const { t, count } = useWords();
  const { compounds, grids } = useServices().city;
  const from = grids.firstCompound[grid] ?? 0;
  const to = grids.firstCompound[grid + 1] ?? from;
  const indices = Array.from({ length: to - from }, (_, offset) => from + offset);
  return (
    <Section title={t('detail.compounds')} aside={<span>{indices.length}</span>}>
      {indices.length === 0 ? (
        <PanelMessage tone="empty" title={t('detail.compoundsEmpty')} />
      ) : (
        <ul className="line-list">
          {indices.map((compound) => (
            <li key={compound}>
              <span className="one-line">{compounds.name[compound]}</span>
              <span className="line-end">
                {t('detail.compoundFacts', {
                  buildings: compounds.buildings[compound] ?? 0,
                  units: compounds.unitsPerBuilding[compound] ?? 0,
                  floors: compounds.floors[compound] ?? 0,
                  households: count(compounds.households[compound] ?? 0),
                })}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
