import type { Catalogue } from './index.ts';
import common from './sv/common.ts';
import inbox from './sv/inbox.ts';
import settings from './sv/settings.ts';

const texts: Catalogue = { ...common, ...inbox, ...settings };
export default texts;
