import common from './de/common.ts';
import inbox from './de/inbox.ts';
import settings from './de/settings.ts';
import type { Catalogue } from './index.ts';

const texts: Catalogue = { ...common, ...inbox, ...settings };
export default texts;
