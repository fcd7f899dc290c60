import audit from './fr/audit.ts';
import common from './fr/common.ts';
import composer from './fr/composer.ts';
import inbox from './fr/inbox.ts';
import insights from './fr/insights.ts';
import notices from './fr/notices.ts';
import privacy from './fr/privacy.ts';
import settings from './fr/settings.ts';
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
