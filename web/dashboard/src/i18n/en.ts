import audit from './en/audit.ts';
import common from './en/common.ts';
import composer from './en/composer.ts';
import inbox from './en/inbox.ts';
import insights from './en/insights.ts';
import notices from './en/notices.ts';
import privacy from './en/privacy.ts';
import settings from './en/settings.ts';

export default {
  ...common,
  ...composer,
  ...inbox,
  ...insights,
  ...notices,
  ...settings,
  ...audit,
  ...privacy,
};
