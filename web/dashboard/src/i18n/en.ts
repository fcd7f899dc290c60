import common from './en/common.ts';
import inbox from './en/inbox.ts';
import settings from './en/settings.ts';

export default { ...common, ...inbox, ...settings };
