import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const BINARY =
  process.env.SEGGWAT_MAIL_TOOL ??
  fileURLToPath(new URL('../../../build/test/mail_tool', import.meta.url));

/** Runs mail_tool with the words and the text on standard input; its JSON answer, and what it printed besides. */
export async function tool(words, input = '') {
  const child = spawn(BINARY, words, {
    env: { ...process.env, MAIL_TOOL_TIMEOUT: process.env.MAIL_TOOL_TIMEOUT ?? '5' },
  });
  let out = '';
  let errors = '';
  child.stdout.on('data', (chunk) => (out += chunk));
  child.stderr.on('data', (chunk) => (errors += chunk));
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (code !== 0) throw new Error(`mail_tool ended with ${code}: ${errors}`);
  return { ...JSON.parse(out), errors };
}

export const send = (
  url,
  { message = 'Subject: x\r\n\r\nHello\r\n', ca = '', to = 'user@site.example' } = {},
) => tool(['send', url, ca, 'support@shop.example', to], message);

export const probe = (url, ca = '') => tool(['probe', url, ca]);
