import { describeCut } from './cut.ts';

describeCut('disk');
