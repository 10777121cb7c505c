import { areaText, isMeasuring, lengthText, measuredOf, type MeasureTool } from '../../lib/measured.ts';
import { useWords, type Words } from '../../lib/use-words.ts';
import type { Place } from '../../map/picking/grids-in-ring.ts';
import { useMeasureStore } from '../../stores/measure.store.ts';
import { usePickedStore } from '../../stores/picked.store.ts';
import { Icon } from '../../ui/Icon.tsx';

function measuredText(tool: MeasureTool, corners: readonly Place[], words: Words): string {
  const { t } = words;
  const { meters, squareMeters } = measuredOf(tool, corners);
  if (squareMeters !== null)
    return `${areaText(squareMeters, words)} · ${t('picked.measure.around', { length: lengthText(meters, words) })}`;
  if (corners.length < 2) return t(`picked.measure.start.${tool}`);
  return lengthText(meters, words);
}

/** How long or large what is being measured is, and how to go on. */
export function MeasureStrip() {
  const words = useWords();
  const { t } = words;
  const tool = usePickedStore((state) => state.tool);
  const { setTool } = usePickedStore((state) => state.actions);
  const { corners, actions } = useMeasureStore();
  if (!isMeasuring(tool)) return null;
  return (
    <div className="picked-chip measure-strip">
      <span className="measure-value" role="status" data-figure="measured">
        {measuredText(tool, corners, words)}
      </span>
      <span className="measure-hint">{t('picked.measure.hint')}</span>
      <button
        type="button"
        className="icon-button"
        disabled={corners.length === 0}
        aria-label={t('command.measureUndo')}
        title={t('command.measureUndo')}
        onClick={actions.undo}
      >
        <Icon name="undo" />
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={t('picked.measure.end')}
        title={t('picked.measure.end')}
        onClick={() => setTool('move')}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
