import { keyLabels } from '../../lib/key-press.ts';
import { PLACE_KEYS, type Place } from '../../lib/place-keys.ts';
import { useWords } from '../../lib/use-words.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { KeyCaps } from '../../ui/KeyCaps.tsx';
import { COMMAND_GROUPS, COMMANDS } from './commands.ts';
import './key-map.css';

const GROUPS_WITH_KEYS = COMMAND_GROUPS.filter((group) =>
  COMMANDS.some((command) => command.group === group && command.keys !== undefined),
);
const PLACES = Object.keys(PLACE_KEYS) as Place[];

/** All keys on one page, from the lists that say what they do. */
export function KeyMapDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords();
  return (
    <Dialog title={t('keys.title')} closeLabel={t('keys.close')} className="key-map" onClose={onClose}>
      {/* Longer than some windows: arrow keys scroll it. */}
      <section className="key-map-scroll" aria-label={t('keys.title')} tabIndex={0}>
        <div className="key-map-groups">
          {GROUPS_WITH_KEYS.map((group) => (
            <section key={group}>
              <h3>{t(`commandGroup.${group}`)}</h3>
              <dl>
                {COMMANDS.filter((command) => command.group === group && command.keys !== undefined).map((command) => (
                  <div key={command.id}>
                    <dt>{t(`command.${command.id}`)}</dt>
                    <dd>
                      <KeyCaps keys={keyLabels(command.keys ?? '')} />
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
          {PLACES.map((place) => (
            <section key={place}>
              <h3>{t(`keys.in.${place}`)}</h3>
              <dl>
                {PLACE_KEYS[place].map(({ deed, keys }) => (
                  <div key={deed}>
                    <dt>{t(`keys.${deed}`)}</dt>
                    <dd>
                      {distinctLabels(keys).map((labels) => (
                        <KeyCaps key={labels.join()} keys={labels} />
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
      </section>
    </Dialog>
  );
}

/** Keys that stand on one cap, such as = and +, are shown once. */
function distinctLabels(keys: readonly string[]): readonly (readonly string[])[] {
  return [...new Map(keys.map(keyLabels).map((labels) => [labels.join(), labels])).values()];
}
