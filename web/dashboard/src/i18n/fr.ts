import common from './fr/common.ts';
import composer from './fr/composer.ts';
import inbox from './fr/inbox.ts';
import settings from './fr/settings.ts';
import type { Catalogue } from './index.ts';

const texts: Catalogue = { ...common, ...composer, ...inbox, ...settings };
export default texts;
