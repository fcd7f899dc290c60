import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const run = (cwd, ...words) => execFileSync('openssl', words, { cwd, stdio: 'pipe' });

/** A certificate authority of our own, and what it has signed: good, for another name, expired. */
export function makeCertificates() {
  const dir = mkdtempSync(join(tmpdir(), 'seggwat-mail-'));
  run(
    dir,
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-days',
    '30',
    '-subj',
    '/CN=Test authority',
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
  );
  const sign = (name, host, ...period) => {
    run(
      dir,
      'req',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-subj',
      `/CN=${host}`,
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.csr`,
    );
    writeFileSync(
      join(dir, `${name}.ext`),
      `subjectAltName=DNS:${host}${host === 'localhost' ? ',IP:127.0.0.1' : ''}\n`,
    );
    run(
      dir,
      'x509',
      '-req',
      '-in',
      `${name}.csr`,
      '-CA',
      'ca.pem',
      '-CAkey',
      'ca.key',
      '-CAcreateserial',
      '-extfile',
      `${name}.ext`,
      '-out',
      `${name}.pem`,
      ...period,
    );
    return {
      key: readFileSync(join(dir, `${name}.key`)),
      cert: readFileSync(join(dir, `${name}.pem`)),
    };
  };
  const certificates = {
    authority: join(dir, 'ca.pem'),
    good: sign('good', 'localhost', '-days', '30'),
    otherName: sign('other', 'elsewhere.example', '-days', '30'),
    expired: sign('expired', 'localhost', '-days', '-1'),
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
  return certificates;
}
