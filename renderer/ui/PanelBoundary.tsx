import type { ReactNode } from 'react';
import { useWords } from '../lib/use-words.ts';
import { Boundary } from './Boundary.tsx';
import { PanelMessage } from './PanelMessage.tsx';

/** Around a panel: its fault is said in its place, with a way to try again. */
export function PanelBoundary({ children }: { readonly children: ReactNode }) {
  const { t } = useWords();
  return (
    <Boundary
      renderFailed={(tryAgain) => (
        <PanelMessage
          tone="error"
          title={t('panel.failed')}
          text={t('panel.failedHint')}
          action={{ label: t('error.retry'), run: tryAgain }}
        />
      )}
    >
      {children}
    </Boundary>
  );
}
