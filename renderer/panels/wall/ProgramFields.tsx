import { WALL_LIMITS, type WallProgram } from '../../../shared/contract/wall.ts';
import { RATE_RULES } from '../../../shared/domain/rates.ts';
import { useWords } from '../../lib/use-words.ts';
import { Segmented } from '../../ui/Segmented.tsx';
import { readableMeters } from '../../wall/layout/type-scale.ts';
import { WallField } from './SceneEditor.tsx';
import { WindowField } from './WindowField.tsx';

interface ProgramFieldsProps {
  readonly program: WallProgram;
  readonly onChange: (changed: Partial<WallProgram>) => void;
}

const FULL_HD = { width: 1920, height: 1080 };
const DEFAULT_DIM_PERCENT = 60;

function within(value: number, { minimum, maximum }: { readonly minimum: number; readonly maximum: number }): number {
  return Math.min(maximum, Math.max(minimum, value));
}

/** How all walls of the office show what they show: rule, distance of their viewers, dark hours. */
export function ProgramFields({ program, onChange }: ProgramFieldsProps) {
  const { t } = useWords();
  const readable = readableMeters(FULL_HD, program);
  return (
    <section className="wall-dialog-section wall-program">
      <h3>{t('wall.dialog.program')}</h3>
      <div className="wall-field">
        <span>{t('rule.label')}</span>
        <Segmented
          label={t('rule.label')}
          value={program.rule}
          options={RATE_RULES.map((value) => ({ value, label: t(`rule.${value}`) }))}
          onChange={(rule) => onChange({ rule })}
        />
      </div>
      <WallField label={t('wall.dialog.distance')}>
        {(id) => (
          <input
            id={id}
            type="number"
            step={0.5}
            value={program.viewingDistanceMeters}
            onChange={(event) => onChange({ viewingDistanceMeters: within(Number(event.currentTarget.value), WALL_LIMITS.distanceMeters) })}
          />
        )}
      </WallField>
      <WallField label={t('wall.dialog.shortSide')}>
        {(id) => (
          <input
            id={id}
            type="number"
            step={0.05}
            value={program.shortSideMeters}
            onChange={(event) => onChange({ shortSideMeters: within(Number(event.currentTarget.value), WALL_LIMITS.shortSideMeters) })}
          />
        )}
      </WallField>
      <p className="wall-dialog-hint" data-warning={readable < program.viewingDistanceMeters - 0.05}>
        {t('wall.dialog.readable', { meters: readable.toFixed(1) })}
      </p>
      <WindowField label={t('wall.dialog.quiet')} value={program.quiet} onChange={(quiet) => onChange({ quiet })} />
      <WindowField
        label={t('wall.dialog.dim')}
        value={program.dim?.window ?? null}
        onChange={(window) => onChange({ dim: window === null ? null : { window, percent: program.dim?.percent ?? DEFAULT_DIM_PERCENT } })}
      />
      {program.dim !== null && (
        <WallField label={t('wall.dialog.dimPercent', { percent: program.dim.percent })}>
          {(id) => (
            <input
              id={id}
              type="range"
              min={WALL_LIMITS.dimPercent.minimum}
              max={WALL_LIMITS.dimPercent.maximum}
              step={5}
              value={program.dim?.percent ?? DEFAULT_DIM_PERCENT}
              onChange={(event) =>
                program.dim !== null && onChange({ dim: { ...program.dim, percent: Number(event.currentTarget.value) } })
              }
            />
          )}
        </WallField>
      )}
      <label className="wall-field">
        <span>
          <input
            type="checkbox"
            checked={program.shiftsPixels}
            onChange={(event) => onChange({ shiftsPixels: event.currentTarget.checked })}
          />{' '}
          {t('wall.dialog.shift')}
        </span>
      </label>
    </section>
  );
}
