import type { ApiError } from '../api/http.ts';
import { type Key, t } from './index.ts';

const known: Record<string, Key> = {
  network: 'error.network',
  login_failed: 'error.login-failed',
  code_required: 'error.code-required',
  wrong_code: 'error.wrong-code',
  password_guessable: 'error.password-guessable',
  wrong_password: 'error.wrong-password',
  password_too_short: 'error.password-too-short',
  password_too_long: 'error.password-too-long',
  setup_done: 'error.setup-done',
  setup_token_invalid: 'error.setup-token',
  last_owner: 'error.last-owner',
  already_member: 'error.already-member',
  too_many_secrets: 'error.too-many-secrets',
  shortcut_taken: 'error.shortcut-taken',
  too_many_saved_replies: 'error.too-many-saved',
  unsend_too_late: 'error.unsend-too-late',
  tag_exists: 'error.tag-exists',
  forbidden: 'error.forbidden',
  not_found: 'error.not-found',
};

/** A failure in the reader's words; what the catalogue does not know, the server says itself. */
export function errorText(fault: ApiError): string {
  const key = known[fault.code];
  if (key) return t(key);
  if (fault.status === 429) return t('error.rate-limited', { count: fault.retryAfter || 1 });
  if (fault.status >= 500) return t('error.server');
  return fault.message || t('error.server');
}
