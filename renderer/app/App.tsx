import { ServicesContext } from '../lib/services.ts';
import { useStartupStore } from '../stores/startup.store.ts';
import { Console } from './Console.tsx';
import { useAppearance } from './appearance.ts';
import { OfficeLockScreen } from './office/OfficeLockScreen.tsx';
import { StartScreen } from './StartScreen.tsx';

/** The start screen until everything is there, then the console. */
export function App() {
  const startup = useStartupStore((state) => state.startup);
  useAppearance();
  if (startup.phase === 'locked') return <OfficeLockScreen lock={startup.lock} client={startup.client} />;
  if (startup.phase !== 'ready') return <StartScreen startup={startup} />;
  return (
    <ServicesContext value={startup.services}>
      <Console />
    </ServicesContext>
  );
}
