import { describeCut } from './cut.ts';

describeCut('source');
