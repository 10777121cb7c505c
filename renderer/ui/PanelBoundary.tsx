import type { ReactNode } from 'react';
import { useWords } from '../lib/use-words.ts';
import { Boundary } from './Boundary.tsx';
import { PanelMessage } from './PanelMessage.tsx';

interface PanelBoundaryProps {
  /** What the part is called by who reads that it failed. */
  readonly part: string;
  /** Where there is room for a line only: in which of the console's lines it is said, or inside of the region that it is in. */
  readonly line?: 'inside' | 'notice' | 'office' | 'alarm';
  readonly children: ReactNode;
}

/** Around a panel: its fault is said in its place, with a way to try again. */
export function PanelBoundary({ part, line, children }: PanelBoundaryProps) {
  const { t } = useWords();
  const renderFailed = (tryAgain: () => void): ReactNode => {
    const message = (
      <PanelMessage
        tone="error"
        title={t('panel.failed', { part })}
        text={t('panel.failedHint')}
        action={{ label: t('error.retry'), run: tryAgain }}
      />
    );
    return line === undefined ? (
      <div className="failed-panel">{message}</div>
    ) : (
      <div className="failed-line" data-line={line}>
        {message}
      </div>
    );
  };
  return <Boundary renderFailed={renderFailed}>{children}</Boundary>;
}
