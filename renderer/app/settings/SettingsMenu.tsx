import { PopoverNext } from '@blueprintjs/core';
import { LANGUAGES } from '../../../shared/contract/daily-report.ts';
import { useServices } from '../../lib/services.ts';
import { useWords } from '../../lib/use-words.ts';
import { useDialogsStore } from '../../stores/dialogs.store.ts';
import { SCALE_RANGE, THEMES, useSettingsStore } from '../../stores/settings.store.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { useInterfaceScale } from '../appearance.ts';
import { DataProtection } from '../office/DataProtection.tsx';
import { SoundSetting } from './SoundSetting.tsx';
import './settings.css';

/** What a language calls itself; the same in every language. */
const LANGUAGE_NAMES = { 'zh-CN': '中文', en: 'English' } as const;

export function SettingsMenu() {
  const { t } = useWords();
  return (
    <PopoverNext placement="top-end" content={<Settings />} arrow={false}>
      <button type="button" className="icon-button" aria-label={t('panel.menu')} title={t('panel.menu')}>
        <Icon name="settings" />
      </button>
    </PopoverNext>
  );
}

/** Language, theme and scale of this screen, and whose screen it is. */
function Settings() {
  const { t, language } = useWords();
  const { caller } = useServices().session;
  const theme = useSettingsStore((state) => state.theme);
  const { change } = useSettingsStore((state) => state.actions);
  const { show } = useDialogsStore((state) => state.actions);
  return (
    <div className="settings">
      <div className="setting">
        <span className="setting-label">{t('settings.language')}</span>
        <Segmented
          label={t('settings.language')}
          value={language}
          options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
          onChange={(value) => change({ language: value })}
        />
      </div>
      <div className="setting">
        <span className="setting-label">{t('settings.theme')}</span>
        <Segmented
          label={t('settings.theme')}
          value={theme}
          options={THEMES.map((value) => ({ value, label: t(`settings.${value}`) }))}
          onChange={(value) => change({ theme: value })}
        />
      </div>
      <ScaleSetting />
      <SoundSetting />
      <div className="setting">
        <span className="setting-label">{t('settings.user')}</span>
        <span>
          {caller.user} · {t(`settings.role.${caller.role}`)}
        </span>
      </div>
      <DataProtection />
      <button type="button" className="text-button" onClick={() => show('keys')}>
        {t('settings.keys')}
      </button>
    </div>
  );
}

function ScaleSetting() {
  const { t } = useWords();
  const chosen = useSettingsStore((state) => state.scalePercent);
  const { change } = useSettingsStore((state) => state.actions);
  const { scalePercent } = useInterfaceScale();
  return (
    <label className="setting">
      <span className="setting-label">
        {t('settings.scale')} {scalePercent}%
      </span>
      <span className="scale-fields">
        <input
          type="range"
          min={SCALE_RANGE.minimumPercent}
          max={SCALE_RANGE.maximumPercent}
          step={SCALE_RANGE.stepPercent}
          value={scalePercent}
          aria-label={t('settings.scale')}
          onChange={(event) => change({ scalePercent: Number(event.currentTarget.value) })}
        />
        <button type="button" className="text-button" disabled={chosen === null} onClick={() => change({ scalePercent: null })}>
          {t('settings.scaleAuto')}
        </button>
      </span>
    </label>
  );
}
