import common from './fr/common.ts';
import inbox from './fr/inbox.ts';
import settings from './fr/settings.ts';
import type { Catalogue } from './index.ts';

const texts: Catalogue = { ...common, ...inbox, ...settings };
export default texts;
