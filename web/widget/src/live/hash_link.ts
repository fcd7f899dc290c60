import type { Core } from '../core.ts';

/** The link of a mail opens the conversation. */
export function followHash(core: Core): void {
  if (location.hash === '#seggwat-chat' && core.chat) void core.open('chat');
}
