import { startRating } from '../rating.ts';

// The name that pages from before the smileys carry.
startRating('SeggwatStar');
