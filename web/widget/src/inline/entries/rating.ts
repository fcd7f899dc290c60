import { startRating } from '../rating.ts';

startRating('SeggwatRating');
