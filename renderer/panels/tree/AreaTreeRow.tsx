import { useEffect, useRef } from 'react';
import { areaName } from '../../../shared/domain/areas.ts';
import { coverageRate } from '../../../shared/domain/rates.ts';
import { shortAreaName } from '../../lib/area-words.ts';
import { goToArea } from '../../lib/go-to-area.ts';
import { useServices } from '../../lib/services.ts';
import { useAreaFigures } from '../../lib/use-figures.ts';
import { useWords } from '../../lib/use-words.ts';
import { useLayersStore } from '../../stores/layers.store.ts';
import { isBehind, RateBar } from '../../ui/RateBar.tsx';
import type { TreeRow } from './tree-rows.ts';

interface AreaTreeRowProps {
  readonly row: TreeRow;
  readonly offset: number;
  readonly isSelected: boolean;
  /** The one row that Tab reaches. */
  readonly isFocused: boolean;
  readonly onFocus: (key: string) => void;
  readonly onOpen: (key: string, isOpen: boolean) => void;
}

export function AreaTreeRow({ row, offset, isSelected, isFocused, onFocus, onOpen }: AreaTreeRowProps) {
  const { t, rate } = useWords();
  const { city } = useServices();
  const rule = useLayersStore((state) => state.coverage.rule);
  const figures = useAreaFigures(row.area);
  const element = useRef<HTMLDivElement>(null);
  const coverage = figures === null ? null : coverageRate(figures, rule);
  const name = areaName(city, row.area);

  useEffect(() => {
    const tree = element.current?.closest('[role="tree"]');
    if (isFocused && tree?.contains(document.activeElement) === true) element.current?.focus();
  }, [isFocused]);

  return (
    <div
      ref={element}
      role="treeitem"
      className="tree-row"
      aria-level={row.depth}
      aria-setsize={row.setSize}
      aria-posinset={row.positionInSet}
      aria-selected={isSelected}
      aria-expanded={row.hasChildren ? row.isOpen : undefined}
      tabIndex={isFocused ? 0 : -1}
      data-area={row.key}
      style={{ transform: `translateY(${offset}px)`, paddingInlineStart: 6 + (row.depth - 1) * 10 }}
      onFocus={() => onFocus(row.key)}
      onClick={() => goToArea(row.area)}
    >
      <span
        className="tree-twisty"
        data-state={row.hasChildren ? (row.isOpen ? 'open' : 'closed') : 'none'}
        aria-hidden="true"
        onClick={(event) => {
          event.stopPropagation();
          if (row.hasChildren) onOpen(row.key, !row.isOpen);
        }}
      />
      <span className="tree-name one-line" title={name}>
        {shortAreaName(city, row.area)}
      </span>
      <span className="visually-hidden"> {t('tree.rate')} </span>
      <span className="tree-rate" data-behind={isBehind(coverage)} data-figure="coverage">
        {figures === null ? '–' : rate(coverage)}
      </span>
      <RateBar rate={coverage} />
    </div>
  );
}
