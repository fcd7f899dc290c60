import { startHelpful } from '../helpful.ts';

startHelpful('SeggwatHelpful');
