import audit from './de/audit.ts';
import common from './de/common.ts';
import composer from './de/composer.ts';
import inbox from './de/inbox.ts';
import insights from './de/insights.ts';
import notices from './de/notices.ts';
import privacy from './de/privacy.ts';
import settings from './de/settings.ts';
import type { Catalogue } from './index.ts';

const texts: Catalogue = {
  ...common,
  ...composer,
  ...inbox,
  ...insights,
  ...notices,
  ...settings,
  ...audit,
  ...privacy,
};
export default texts;
