import { startContact } from '../contact.ts';

startContact('SeggwatContact');
