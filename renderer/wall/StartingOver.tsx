import { type ReactNode } from 'react';
import { useWords } from '../lib/use-words.ts';
import { Boundary } from '../ui/Boundary.tsx';
import { startOverAfterFault } from './start-over.ts';

/** Around the whole wall: what no part could keep inside of it ends in another page, and not in an empty display. */
export function StartingOver({ children }: { readonly children: ReactNode }) {
  return (
    <Boundary renderFailed={() => <Soon />} onFault={startOverAfterFault}>
      {children}
    </Boundary>
  );
}

function Soon() {
  const { t } = useWords();
  return (
    <main className="wall-waiting" role="status">
      <h1>{t('app.name')}</h1>
      <p className="wall-label">{t('wall.startingOver')}</p>
    </main>
  );
}
