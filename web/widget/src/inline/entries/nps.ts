import { startNps } from '../nps.ts';

startNps('SeggwatNps');
