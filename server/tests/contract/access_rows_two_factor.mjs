// The rows of a member's own two-factor sign-in; see access_rows.mjs.
import { kOwner } from './people.mjs';

export const two_factor_rows = [
  ['GET', '/api/v1/me/two-factor', 'session', 200],
  [
    'POST',
    '/api/v1/me/two-factor',
    'session',
    201,
    { body: () => ({ password: kOwner.password }) },
  ],
  [
    'POST',
    '/api/v1/me/two-factor/confirm',
    'session',
    403,
    { code: 'wrong_code', body: () => ({ code: 'no code' }) },
  ],
  [
    'POST',
    '/api/v1/me/two-factor/disable',
    'session',
    204,
    { body: () => ({ password: kOwner.password, code: '123456' }) },
  ],
  [
    'POST',
    '/api/v1/me/two-factor/recovery-codes',
    'session',
    409,
    { code: 'two_factor_off', body: () => ({ password: kOwner.password, code: '123456' }) },
  ],
];
