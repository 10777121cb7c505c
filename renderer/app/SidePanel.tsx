import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react';
import { nameOfPress } from '../lib/key-press.ts';
import { deedOf } from '../lib/place-keys.ts';
import { useWords } from '../lib/use-words.ts';
import { type SidePanel as Side, useSettingsStore, WIDTH_RANGES } from '../stores/settings.store.ts';
import { useInterfaceScale } from './appearance.ts';
import { Icon } from '../ui/Icon.tsx';

interface SidePanelProps {
  readonly side: Side;
  readonly label: string;
  readonly scalePercent: number;
  readonly children: ReactNode;
}

const KEY_STEP = 16;

/** A panel at the map's side: it collapses to a handle, and its inner edge drags, by pointer and by arrow keys. */
export function SidePanel({ side, label, scalePercent, children }: SidePanelProps) {
  const { t } = useWords();
  const { isOpen, setOpen } = usePanelOpen(side);
  const name = side === 'left' ? 'Left' : 'Right';
  return (
    <>
      <aside
        id={side === 'right' ? 'detail-region' : 'area-region'}
        className={`region region-${side}`}
        aria-label={label}
        tabIndex={-1}
        data-landmark={isOpen ? true : undefined}
        hidden={!isOpen}
      >
        {isOpen && children}
        {isOpen && <WidthHandle side={side} scalePercent={scalePercent} />}
      </aside>
      <button
        type="button"
        className={`panel-toggle panel-toggle-${side}`}
        aria-expanded={isOpen}
        aria-label={t(isOpen ? `panel.collapse${name}` : `panel.expand${name}`)}
        title={t(isOpen ? `panel.collapse${name}` : `panel.expand${name}`)}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name={(side === 'left') === isOpen ? 'back' : 'forward'} />
      </button>
    </>
  );
}

/** Whether a side panel is open, and how to change it: in a narrow window the right one is a drawer with a state of its own. */
export function usePanelOpen(side: Side): { readonly isOpen: boolean; readonly setOpen: (open: boolean) => void } {
  const { widthClass } = useInterfaceScale();
  const layout = useSettingsStore((state) => state.layout);
  const drawerOpen = useSettingsStore((state) => state.drawerOpen);
  const { changeLayout, setDrawer } = useSettingsStore((state) => state.actions);
  if (side === 'left') return { isOpen: layout.leftOpen, setOpen: (leftOpen) => changeLayout({ leftOpen }) };
  if (widthClass === 'narrow') return { isOpen: drawerOpen, setOpen: setDrawer };
  return { isOpen: layout.rightOpen, setOpen: (rightOpen) => changeLayout({ rightOpen }) };
}

function WidthHandle({ side, scalePercent }: { readonly side: Side; readonly scalePercent: number }) {
  const { t } = useWords();
  const width = useSettingsStore((state) => (side === 'left' ? state.layout.leftWidth : state.layout.rightWidth));
  const { setWidth } = useSettingsStore((state) => state.actions);
  const dragged = useRef<{ readonly fromX: number; readonly fromWidth: number } | null>(null);
  const direction = side === 'left' ? 1 : -1;

  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    event.currentTarget.setPointerCapture(event.pointerId);
    dragged.current = { fromX: event.clientX, fromWidth: width };
  };
  const onPointerMove = (event: PointerEvent): void => {
    if (dragged.current === null) return;
    const moved = ((event.clientX - dragged.current.fromX) * 100) / scalePercent;
    setWidth(side, dragged.current.fromWidth + direction * moved);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const deed = deedOf('split', nameOfPress(event));
    if (deed === null) return;
    const step = deed === 'splitRight' ? KEY_STEP : -KEY_STEP;
    event.preventDefault();
    setWidth(side, width + direction * step);
  };
  return (
    <div
      className={`width-handle width-handle-${side}`}
      role="separator"
      aria-orientation="vertical"
      aria-label={t(side === 'left' ? 'panel.resizeLeft' : 'panel.resizeRight')}
      aria-valuemin={WIDTH_RANGES[side].minimum}
      aria-valuemax={WIDTH_RANGES[side].maximum}
      aria-valuenow={width}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        dragged.current = null;
      }}
      onKeyDown={onKeyDown}
    />
  );
}
