import { Switch } from '@blueprintjs/core';
import { ROLES, type Role } from '../../../shared/contract/caller.ts';
import { useWords } from '../../lib/use-words.ts';
import { useSettingsStore } from '../../stores/settings.store.ts';
import { ring } from '../red-alerts/alarm-sound.ts';

/** Whether this station rings for new alerts of level red, and for which roles it stays silent. */
export function SoundSetting() {
  const { t } = useWords();
  const { isAllowed, mutedRoles } = useSettingsStore((state) => state.sound);
  const { change } = useSettingsStore((state) => state.actions);
  const allow = (allowed: boolean): void => {
    change({ sound: { isAllowed: allowed, mutedRoles } });
    // Said at once, so that whoever allows it knows what it will be; browsers want to be asked by a click, too.
    if (allowed) ring();
  };
  const mute = (role: Role): void =>
    change({
      sound: { isAllowed, mutedRoles: mutedRoles.includes(role) ? mutedRoles.filter((other) => other !== role) : [...mutedRoles, role] },
    });
  return (
    <div className="setting">
      <span className="setting-label">{t('settings.sound')}</span>
      <Switch className="sound-switch" checked={isAllowed} onChange={() => allow(!isAllowed)} labelElement={t('settings.soundAllowed')} />
      {isAllowed && (
        <fieldset className="check-list">
          <legend className="setting-label">{t('settings.soundMutedFor')}</legend>
          {ROLES.map((role) => (
            <label key={role} className="check-item">
              <input type="checkbox" checked={mutedRoles.includes(role)} onChange={() => mute(role)} />
              {t(`settings.role.${role}`)}
            </label>
          ))}
        </fieldset>
      )}
      {isAllowed && (
        <button type="button" className="text-button" onClick={() => ring()}>
          {t('settings.soundTry')}
        </button>
      )}
    </div>
  );
}
