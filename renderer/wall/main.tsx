import '../ui/tokens.css';
import '../ui/base.css';
import './wall.css';
import './wall-figures.css';
import './wall-map.css';
import './wall-scenes.css';
import './wall-shapes.css';
import { createRoot } from 'react-dom/client';
import { startI18n, switchLanguage } from '../app/i18n/i18n.ts';
import { readHostFacts } from '../host/host-facts.ts';
import { guardScripts } from '../host/trusted-types.ts';
import { keepScreenOn } from './keep-screen-on.ts';
import { startOverAfterFault } from './start-over.ts';
import { startWall } from './start-wall.ts';
import { StartingOver } from './StartingOver.tsx';
import { WallApp } from './WallApp.tsx';

guardScripts();
startI18n();
switchLanguage(readHostFacts().language);
const root = document.getElementById('root');
if (root === null) throw new Error('wall.html has no #root');
// What even the boundary cannot say leaves an empty display: it ends in another page, too.
const onUncaughtError = (error: unknown): void => {
  reportError(error);
  startOverAfterFault();
};
createRoot(root, { onUncaughtError }).render(
  <StartingOver>
    <WallApp />
  </StartingOver>,
);
keepScreenOn();
void startWall();
