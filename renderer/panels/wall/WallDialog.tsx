import { useState } from 'react';
import type { WallProgram, WallSettings } from '../../../shared/contract/wall.ts';
import { BUILT_IN_PROGRAM } from '../../../shared/domain/wall-program.ts';
import { electronBridge } from '../../host/host-bridge.ts';
import { useCall } from '../../lib/use-call.ts';
import { type CommandRun, useCommand } from '../../lib/use-command.ts';
import { useWords } from '../../lib/use-words.ts';
import { CallBody } from '../../ui/CallBody.tsx';
import { CommandLine } from '../../ui/CommandLine.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ProgramFields } from './ProgramFields.tsx';
import { SceneList } from './SceneList.tsx';
import { WallDisplays } from './WallDisplays.tsx';
import { WallWindowOpener } from './WallWindowOpener.tsx';
import './wall-dialog.css';

const NOTHING = {};
const DEADLINE_MS = 10_000;

/** Where walls stand, what they show and how; everything without a line of code. */
export function WallDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords();
  const [revision, setRevision] = useState(0);
  const settings = useCall('wallSettings', NOTHING, revision);
  const command = useCommand(DEADLINE_MS);
  const bridge = electronBridge();
  return (
    <Dialog title={t('wall.dialog.title')} closeLabel={t('keys.close')} className="wall-dialog" onClose={onClose}>
      <div className="wall-dialog-body">
        {bridge === null ? <WallWindowOpener /> : <WallDisplays bridge={bridge} />}
        <CallBody call={settings} skeletonRows={8}>
          {(current) => (
            <Program
              key={JSON.stringify(current.program)}
              current={current}
              command={command}
              onSaved={() => setRevision((count) => count + 1)}
            />
          )}
        </CallBody>
        <CommandLine run={command.run} />
      </div>
    </Dialog>
  );
}

interface ProgramProps {
  readonly current: WallSettings;
  readonly command: CommandRun;
  readonly onSaved: () => void;
}

function Program({ current, command: { call }, onSaved }: ProgramProps) {
  const { t } = useWords();
  const [draft, setDraft] = useState<WallProgram>(current.program);
  const isChanged = JSON.stringify(draft) !== JSON.stringify(current.program);
  const save = async (program: WallProgram): Promise<void> => {
    await call('saveWallProgram', { program }, () => t('wall.dialog.saved'));
    onSaved();
  };
  const pin = async (scene: WallSettings['pinned']): Promise<void> => {
    await call('pinOnWall', { scene }, () => t(scene === null ? 'palette.wallUnpinned' : 'palette.wallPinned'));
    onSaved();
  };
  return (
    <>
      {current.pinned !== null && (
        <p className="wall-dialog-pinned">
          {t('wall.dialog.pinnedNow')}
          <button type="button" className="plain-button" onClick={() => void pin(null)}>
            {t('wall.dialog.unpin')}
          </button>
        </p>
      )}
      <SceneList scenes={draft.scenes} onChange={(scenes) => setDraft({ ...draft, scenes })} onPin={(scene) => void pin(scene)} />
      <ProgramFields program={draft} onChange={(changed) => setDraft({ ...draft, ...changed })} />
      <div className="wall-dialog-actions">
        <button type="button" className="plain-button" disabled={!isChanged} onClick={() => void save(draft)}>
          {t('wall.dialog.save')}
        </button>
        <button type="button" className="text-button" disabled={!isChanged} onClick={() => setDraft(current.program)}>
          {t('wall.dialog.revert')}
        </button>
        <button type="button" className="text-button" onClick={() => setDraft(BUILT_IN_PROGRAM)}>
          {t('wall.dialog.builtIn')}
        </button>
      </div>
    </>
  );
}
