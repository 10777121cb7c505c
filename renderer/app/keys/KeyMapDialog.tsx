import { useWords } from '../../lib/use-words.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Modal } from '../../ui/Modal.tsx';
import { KeyCaps } from '../../ui/KeyCaps.tsx';
import { COMMANDS, type CommandGroup } from './commands.ts';
import { keyLabels } from './key-press.ts';
import './key-map.css';

const GROUPS: readonly CommandGroup[] = ['go', 'layers', 'view', 'output', 'help'];

/** All keys on one page. */
export function KeyMapDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords();
  return (
    <Modal label={t('keys.title')} className="key-map" onClose={onClose}>
      <div className="dialog-head">
        <h2>{t('keys.title')}</h2>
        <button type="button" className="icon-button" aria-label={t('keys.close')} onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      <div className="key-map-groups">
        {GROUPS.map((group) => (
          <section key={group}>
            <h3>{t(`commandGroup.${group}`)}</h3>
            <dl>
              {COMMANDS.filter((command) => command.group === group && command.keys !== undefined).map((command) => (
                <KeyRow key={command.id} label={t(`command.${command.id}`)} keys={keyLabels(command.keys ?? '')} />
              ))}
            </dl>
          </section>
        ))}
        <section>
          <h3>{t('keys.inMap')}</h3>
          <dl>
            <KeyRow label={t('keys.mapMove')} keys={['↑', '↓', '←', '→']} />
            <KeyRow label={t('keys.mapSelect')} keys={['Enter']} />
            <KeyRow label={t('keys.mapPan')} keys={['Shift', '↑', '↓', '←', '→']} />
            <KeyRow label={t('keys.mapZoom')} keys={['+', '−']} />
            <KeyRow label={t('keys.mapHome')} keys={['Home']} />
            <KeyRow label={t('keys.mapLeave')} keys={['Esc']} />
          </dl>
        </section>
        <section>
          <h3>
            {t('keys.inTree')} · {t('keys.inTable')} · {t('keys.inSplit')}
          </h3>
          <dl>
            <KeyRow label={t('keys.treeMove')} keys={['↑', '↓']} />
            <KeyRow label={t('keys.treeOpen')} keys={['→', '←']} />
            <KeyRow label={t('keys.treeSelect')} keys={['Enter']} />
            <KeyRow label={t('keys.tableMove')} keys={['↑', '↓']} />
            <KeyRow label={t('keys.tableOpen')} keys={['Enter']} />
            <KeyRow label={t('keys.splitMove')} keys={['←', '→']} />
          </dl>
        </section>
      </div>
    </Modal>
  );
}

function KeyRow({ label, keys }: { readonly label: string; readonly keys: readonly string[] }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <KeyCaps keys={keys} />
      </dd>
    </div>
  );
}
