import type { ReactNode } from 'react';
import { useWords } from '../lib/use-words.ts';
import { Boundary } from '../ui/Boundary.tsx';
import { PanelMessage } from '../ui/PanelMessage.tsx';
import './start-screen.css';

/** Around the whole window: what no region could keep inside of it is said in place of all, with the way to load it again. */
export function WindowBoundary({ children }: { readonly children: ReactNode }) {
  return <Boundary renderFailed={windowFailed}>{children}</Boundary>;
}

const windowFailed = (): ReactNode => <WindowFailed />;

function WindowFailed() {
  const { t } = useWords();
  return (
    <main className="start-screen">
      <div className="start-box">
        <PanelMessage
          tone="error"
          title={t('panel.windowFailed')}
          text={t('panel.windowFailedHint')}
          action={{ label: t('start.reload'), run: () => location.reload() }}
        />
      </div>
    </main>
  );
}
