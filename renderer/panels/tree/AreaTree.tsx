import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { AreaRef } from '../../../shared/domain/areas.ts';
import { dueCount } from '../../../shared/domain/rates.ts';
import { areaKey } from '../../lib/area-words.ts';
import { goToArea } from '../../lib/go-to-area.ts';
import { nameOfPress } from '../../lib/key-press.ts';
import { useServices } from '../../lib/services.ts';
import { useCounted } from '../../lib/use-live.ts';
import { useWords } from '../../lib/use-words.ts';
import { useLayersStore } from '../../stores/layers.store.ts';
import { useSelectionStore } from '../../stores/selection.store.ts';
import { Icon } from '../../ui/Icon.tsx';
import { AreaTreeRow } from './AreaTreeRow.tsx';
import { ancestorKeys, type ChildOrder, treeMove, type TreeRow, treeRows } from './tree-rows.ts';
import './area-tree.css';

const ROW_PIXELS = 27;
const REORDER_MS = 15_000;
const inOrderOfCodes: ChildOrder = (children) => children;

/** What the window may show, as a rule the city → districts → streets → communities → grids, each with its coverage; only the rows in sight are in the document. */
export function AreaTree() {
  const { t } = useWords();
  const { city } = useServices();
  const selected = useSelectionStore((state) => state.selected);
  const [isBehindFirst, setBehindFirst] = useState(false);
  const behindFirst = useBehindFirst();
  const home = useSelectionStore((state) => state.home);
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set([areaKey(home)]));
  const rows = useMemo(
    () => treeRows(city, home, open, isBehindFirst ? behindFirst : inOrderOfCodes),
    [city, home, open, isBehindFirst, behindFirst],
  );
  const [focusedKey, setFocusedKey] = useState(areaKey(home));
  const focused = Math.max(
    0,
    rows.findIndex((row) => row.key === focusedKey),
  );
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PIXELS,
    overscan: 8,
    getItemKey: (index) => rows[index]?.key ?? index,
  });

  const setOpenKey = useCallback((key: string, isOpen: boolean) => {
    setOpen((before) => {
      const next = new Set(before);
      if (isOpen) next.add(key);
      else next.delete(key);
      return next;
    });
  }, []);

  useRevealSelected(selected, rows, setOpen, setFocusedKey, (row) => virtualizer.scrollToIndex(row, { align: 'auto' }));

  const onKeyDown = (event: KeyboardEvent): void => {
    const move = treeMove(rows, focused, nameOfPress(event));
    if (move === null) return;
    event.preventDefault();
    if (move.kind === 'select') goToArea(move.area);
    else if (move.kind === 'focus') {
      setFocusedKey(rows[move.row]?.key ?? focusedKey);
      virtualizer.scrollToIndex(move.row, { align: 'auto' });
    } else setOpenKey(move.key, move.kind === 'open');
  };

  return (
    <section className="area-tree" aria-labelledby="area-tree-title">
      <header className="panel-head">
        <h2 id="area-tree-title">{t('tree.title')}</h2>
        <button type="button" className="tree-order" aria-pressed={isBehindFirst} onClick={() => setBehindFirst(!isBehindFirst)}>
          {t(isBehindFirst ? 'tree.sortBehind' : 'tree.sortCode')}
          <Icon name="descending" />
        </button>
        <span className="tree-rate-head">{t('tree.rate')}</span>
      </header>
      <div ref={scroller} className="tree-scroll">
        <div
          role="tree"
          aria-label={t('tree.label')}
          className="tree-rows"
          style={{ blockSize: virtualizer.getTotalSize() }}
          onKeyDown={onKeyDown}
        >
          {virtualizer.getVirtualItems().map((item) => {
            const row = rows[item.index];
            return row === undefined ? null : (
              <AreaTreeRow
                key={row.key}
                row={row}
                offset={item.start}
                isSelected={row.key === areaKey(selected)}
                isFocused={item.index === focused}
                onFocus={setFocusedKey}
                onOpen={setOpenKey}
              />
            );
          })}
        </div>
      </div>
    </section>
  );
}

/** Children by what is missing, most first; renewed slowly, so that rows do not swap under the pointer. */
function useBehindFirst(): ChildOrder {
  const { live, figures } = useServices();
  const rule = useLayersStore((state) => state.coverage.rule);
  return useCounted<ChildOrder>(live.coverage, REORDER_MS, [figures, rule], () => (children) => {
    const missing = (area: AreaRef): number => {
      const counts = figures.coverageOf(area);
      return dueCount(counts, rule) - counts.verified;
    };
    return [...children].sort((one, other) => missing(other) - missing(one));
  });
}

/** Opens the ancestors of what was selected elsewhere and brings its row into sight. */
function useRevealSelected(
  selected: AreaRef,
  rows: readonly TreeRow[],
  setOpen: (change: (before: ReadonlySet<string>) => ReadonlySet<string>) => void,
  setFocusedKey: (key: string) => void,
  scrollTo: (row: number) => void,
): void {
  const { city } = useServices();
  const pending = useRef<string | null>(null);
  useEffect(() => {
    const key = areaKey(selected);
    pending.current = key;
    setFocusedKey(key);
    setOpen((before) => new Set([...before, ...ancestorKeys(city, selected), ...(selected.level === 'grid' ? [] : [key])]));
  }, [city, selected, setOpen, setFocusedKey]);
  useEffect(() => {
    const row = rows.findIndex((candidate) => candidate.key === pending.current);
    if (row < 0) return;
    pending.current = null;
    scrollTo(row);
  });
}
