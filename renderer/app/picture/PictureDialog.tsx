import { useState } from 'react';
import { useIsFilling } from '../../lib/filling.ts';
import { useWords } from '../../lib/use-words.ts';
import { useMapPictureStore } from '../../stores/map-picture.store.ts';
import { useSettingsStore } from '../../stores/settings.store.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { layoutSheet, pixelsPerMillimeter, PRINT_DPI, SHEET_FORMATS, type SheetFormat } from './sheet-layout.ts';
import { type SheetRun, useSheet } from './use-sheet.ts';
import './picture.css';

/** The map as it is seen now as a picture for paper. */
export function PictureDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords();
  const [format, setFormat] = useState<SheetFormat>('a4');
  const { run, save } = useSheet();
  const isPart = useIsFilling();
  return (
    <Dialog title={t('picture.title')} closeLabel={t('keys.close')} className="picture-dialog" onClose={onClose}>
      <div className="picture-body">
        <p className="picture-note">{t('picture.about')}</p>
        {isPart && <p className="picture-note">{t('picture.notYet')}</p>}
        <div className="picture-format">
          <Segmented
            label={t('picture.format')}
            value={format}
            options={SHEET_FORMATS.map((value) => ({ value, label: value.toUpperCase() }))}
            onChange={setFormat}
          />
          <SheetSize format={format} />
        </div>
        <ThemeNote />
        <div className="picture-deeds">
          <button
            type="button"
            className="plain-button"
            disabled={isPart || run.state === 'working'}
            onClick={() => void save(format, PRINT_DPI)}
          >
            {t('picture.save')}
          </button>
          {run.state === 'too-large' && run.largestDpi > 0 && (
            <button type="button" className="plain-button" onClick={() => void save(format, run.largestDpi)}>
              {t('picture.saveAt', { dpi: run.largestDpi })}
            </button>
          )}
        </div>
        <RunLine run={run} />
      </div>
    </Dialog>
  );
}

function SheetSize({ format }: { readonly format: SheetFormat }) {
  const { t, count } = useWords();
  const source = useMapPictureStore((state) => state.source);
  if (source === null) return null;
  const { paper } = layoutSheet(source.aspect());
  const scale = pixelsPerMillimeter(format, PRINT_DPI);
  const [width, height] = [count(paper.width * scale), count(paper.height * scale)];
  const lies = paper.width > paper.height ? t('picture.landscape') : t('picture.portrait');
  return <span className="picture-note">{t('picture.size', { lies, width, height, dpi: PRINT_DPI })}</span>;
}

/** A dark map is mostly ink: who prints it should know. */
function ThemeNote() {
  const { t } = useWords();
  const theme = useSettingsStore((state) => state.theme);
  const { change } = useSettingsStore((state) => state.actions);
  if (theme === 'light') return null;
  return (
    <p className="picture-note">
      {t('picture.dark')}{' '}
      <button type="button" className="text-button" onClick={() => change({ theme: 'light' })}>
        {t('picture.useLight')}
      </button>
    </p>
  );
}

function RunLine({ run }: { readonly run: SheetRun }) {
  const { t } = useWords();
  const isBad = run.state === 'too-large' || run.state === 'no-map' || run.state === 'failed';
  return (
    <p className="command-line" role={isBad ? 'alert' : 'status'} data-failed={isBad}>
      {run.state === 'working' && t('state.working')}
      {run.state === 'made' && t('picture.made', { width: run.width, height: run.height })}
      {run.state === 'too-large' && t('picture.tooLarge', { dpi: run.largestDpi })}
      {run.state === 'no-map' && t('picture.noMap')}
      {run.state === 'failed' && t('picture.failed')}
    </p>
  );
}
