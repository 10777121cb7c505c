import './ui/ground.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { startI18n } from './app/i18n/i18n.ts';
import { startConsole } from './app/start.ts';
import { WindowBoundary } from './app/WindowBoundary.tsx';
import { readHostFacts } from './host/host-facts.ts';
import { guardScripts } from './host/trusted-types.ts';
import { useSettingsStore } from './stores/settings.store.ts';

guardScripts();
startI18n();
// Until the office's own choice is known.
useSettingsStore.getState().actions.change({ language: readHostFacts().language });
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <WindowBoundary>
    <App />
  </WindowBoundary>,
);
void startConsole();
