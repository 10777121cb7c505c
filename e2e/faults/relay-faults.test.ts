import { describeCut } from './cut.ts';

describeCut('relay');
