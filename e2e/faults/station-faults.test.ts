import { describeCut } from './cut.ts';

describeCut('station');
