import type { Catalogue } from './index.ts';
import audit from './sv/audit.ts';
import common from './sv/common.ts';
import composer from './sv/composer.ts';
import inbox from './sv/inbox.ts';
import insights from './sv/insights.ts';
import notices from './sv/notices.ts';
import privacy from './sv/privacy.ts';
import settings from './sv/settings.ts';

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
