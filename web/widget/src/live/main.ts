import type { Core } from '../core.ts';
import { Conversation } from './conversation.ts';
import { followHash } from './hash_link.ts';
import { readToken } from './token.ts';

/** Makes `core.chat` fit `core.user`: starts, renews or ends the conversation. */
export function sync(core: Core): void {
  const current = core.chat as Conversation | null;
  const token = core.user?.token;
  const facts = token ? readToken(token) : null;
  if (token && !facts) {
    console.warn('[SeggWat] The chat is off: token_invalid');
  }
  if (!token || !facts || !core.config?.modules.live_chat) {
    current?.end(!core.user || Boolean(facts && facts.sub !== current.sub));
    core.chat = null;
  } else if (!current || current.sub !== facts.sub) {
    current?.end(true);
    core.chat = new Conversation(core, token, facts);
  } else if (!current.available) {
    current.end(false);
    core.chat = new Conversation(core, token, facts);
  } else {
    current.useToken(token);
  }
  core.changed();
  followHash(core);
}
