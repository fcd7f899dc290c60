// Mints the token that tells SeggWat who is signed in. Runs on your server, never in the browser: whoever has the secret can be anybody.
// Needs Node 16 or newer and no packages.
import { createHmac } from 'node:crypto';
import { pathToFileURL } from 'node:url';

const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** `secret` is used as it was shown, `sws_` included: the text itself is the key. */
export function mintToken({ sub, email, name, projectKey, secret }) {
  const now = Math.floor(Date.now() / 1000);
  const header = { alg: 'HS256', typ: 'JWT' };
  const claims = { sub, email, name, project_key: projectKey, iat: now, exp: now + 3600 };
  const unsigned = `${encode(header)}.${encode(claims)}`;
  return `${unsigned}.${createHmac('sha256', secret).update(unsigned).digest('base64url')}`;
}

// node node.mjs USER_ID EMAIL NAME
if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [sub, email, name] = process.argv.slice(2);
  const { SEGGWAT_PROJECT_KEY: projectKey, SEGGWAT_SIGNING_SECRET: secret } = process.env;
  console.log(mintToken({ sub, email, name, projectKey, secret }));
}
