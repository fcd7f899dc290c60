// Requests as bytes, good and bad, made by combining what two parsers might read differently. Each has a name to be told by.

const kBody = 'hello';
const post = (lines, body = kBody) =>
  `POST /api/v1/chat/messages HTTP/1.1\r\nHost: x\r\n${lines.map((line) => `${line}\r\n`).join('')}\r\n${body}`;
const get = (line, more = '') => `${line}\r\nHost: x\r\n${more}\r\n`;

const kLengths = [
  '5',
  '05',
  '+5',
  '-5',
  '-0',
  '5 ',
  ' 5',
  '5, 5',
  '5,5',
  '5;5',
  '5 5',
  '0x5',
  '5_0',
  '5.0',
  '5e0',
  '',
  '٥',
  '4294967301',
  '18446744073709551621',
  '9'.repeat(30),
  '0',
  '4',
  '6',
];
const kEncodings = [
  'chunked',
  'Chunked',
  'CHUNKED',
  ' chunked',
  'chunked ',
  'chunked,',
  ',chunked',
  'chunked, chunked',
  'gzip, chunked',
  'chunked, gzip',
  'identity',
  'gzip',
  'xchunked',
  'chunkedx',
  'chunked;q=1',
  '"chunked"',
  'chunked\x0b',
  '\x0bchunked',
  '\xa0chunked',
  'chunked\0',
  'chu nked',
  '',
  'identity, chunked',
  'chunked\t',
];
const kSizes = [
  '5',
  '05',
  '0005',
  '5;a',
  '5;a=b',
  '5;a="b"',
  '5; a=b',
  '5 ;a',
  '5;',
  '5;=b',
  ' 5',
  '5 ',
  '\t5',
  '5\t',
  '+5',
  '-5',
  '0x5',
  '5_',
  '5,',
  '5g',
  '',
  ';a',
  '5;a="',
  '5;\x01',
  '5;a\0',
  'FFFFFFFFFFFFFFFF',
  '10000000000000005',
  '00000000000000005',
  '5;a\n',
  '5\r',
  '5;a=b\rc',
];
const kLineEnds = ['\r\n', '\n', '\r', '\r\r\n', '\n\r', ' \r\n', '\0\r\n'];
const kFields = [
  'X-A: a',
  'X-A:a',
  'X-A : a',
  'X-A\t: a',
  ' X-A: a',
  '\tX-A: a',
  ': a',
  'X-A',
  'X A: a',
  'X-A: a\r\n b',
  'X-A: a\r\n\tb',
  'X-A:',
  'X-A: ',
  'X-A: a\x01',
  'X-A: a\x7f',
  'X-A: a\0b',
  'X-A: \xe4',
  'X-\xe4: a',
  'X-A: a\rb',
  'X-A: a\nb',
  'X-A(: a',
  'X-A\0: a',
  'X-A;: a',
  '"X-A": a',
  'X-A: "a',
  'X_A: a',
  '_: a',
  '~: a',
];
const kHosts = [
  'x',
  'x:80',
  '[::1]',
  '[::1]:80',
  'a, b',
  'a@b',
  'a/b',
  'a b',
  '',
  'x:80:80',
  'x:',
  'x:a',
  '[::1',
  'ä',
  'x\t',
  '%41',
  'x#y',
  'x?y',
];
const kLines = [
  'GET / HTTP/1.1',
  'GET  / HTTP/1.1',
  'GET /  HTTP/1.1',
  'GET\t/ HTTP/1.1',
  ' GET / HTTP/1.1',
  'GET / HTTP/1.1 ',
  'GET /',
  'GET / http/1.1',
  'GET / HTTP/1',
  'GET / HTTP/1.',
  'GET / HTTP/1.10',
  'GET / HTTP/01.1',
  'GET / HTTP/1.2',
  'GET / HTTP/2.0',
  'GET / HTTP/0.9',
  'GET / HTTPS/1.1',
  'GET / HTTP 1.1',
  'GET / HTTP/1.1\0',
  'get / HTTP/1.1',
  'Get / HTTP/1.1',
  'G@T / HTTP/1.1',
  ' / HTTP/1.1',
  'GET * HTTP/1.1',
  'GET // HTTP/1.1',
  'GET /a b HTTP/1.1',
  'GET /\0 HTTP/1.1',
  'GET /\x7f HTTP/1.1',
  'GET /\xe4 HTTP/1.1',
  'GET /#a HTTP/1.1',
  'GET /%zz HTTP/1.1',
  'GET http://x/ HTTP/1.1',
  'GET http://y/ HTTP/1.1',
  'GET x HTTP/1.1',
  'CONNECT x:1 HTTP/1.1',
  'TRACE / HTTP/1.1',
  'OPTIONS * HTTP/1.1',
  'PRI * HTTP/2.0',
  'HEAD / HTTP/1.1',
  '',
  'GET',
];

function* frames() {
  for (const length of kLengths) {
    yield [`Content-Length: ${length}`, post([`Content-Length: ${length}`])];
    yield [
      `two lengths, 5 and ${length}`,
      post(['Content-Length: 5', `Content-Length: ${length}`]),
    ];
    yield [
      `chunked and Content-Length: ${length}`,
      post([`Content-Length: ${length}`, 'Transfer-Encoding: chunked'], '5\r\nhello\r\n0\r\n\r\n'),
    ];
  }
  for (const encoding of kEncodings) {
    const body = '5\r\nhello\r\n0\r\n\r\n';
    yield [`Transfer-Encoding: ${encoding}`, post([`Transfer-Encoding: ${encoding}`], body)];
    yield [
      `chunked, then ${encoding}`,
      post(['Transfer-Encoding: chunked', `Transfer-Encoding: ${encoding}`], body),
    ];
    yield [
      `${encoding} in HTTP/1.0`,
      post([`Transfer-Encoding: ${encoding}`], body).replace('HTTP/1.1', 'HTTP/1.0'),
    ];
  }
  for (const name of [
    'Transfer-Encoding ',
    'Transfer_Encoding',
    'Content-Length ',
    'Content_Length',
    'Content-Length\0',
    'CONTENT-LENGTH',
    'transfer-ENCODING',
  ])
    yield [
      `${name} as a name`,
      post(
        [`${name}: ${name.toLowerCase().startsWith('c') ? 5 : 'chunked'}`],
        /^t/i.test(name) ? '5\r\nhello\r\n0\r\n\r\n' : kBody,
      ),
    ];
}

function* chunks() {
  const chunked = (body) => post(['Transfer-Encoding: chunked'], body);
  for (const size of kSizes) yield [`chunk size ${size}`, chunked(`${size}\r\nhello\r\n0\r\n\r\n`)];
  for (const end of kLineEnds) {
    yield ['a size that ends otherwise', chunked(`5${end}hello\r\n0\r\n\r\n`)];
    yield ['data that ends otherwise', chunked(`5\r\nhello${end}0\r\n\r\n`)];
    yield ['a last chunk that ends otherwise', chunked(`5\r\nhello\r\n0${end}\r\n`)];
    yield ['an end that ends otherwise', chunked(`5\r\nhello\r\n0\r\n${end}`)];
    yield ['a trailer that ends otherwise', chunked(`5\r\nhello\r\n0\r\nX-T: t${end}\r\n`)];
  }
  for (const field of kFields)
    yield [`trailer ${field}`, chunked(`5\r\nhello\r\n0\r\n${field}\r\n\r\n`)];
  for (const trailer of [
    'Content-Length: 5',
    'Transfer-Encoding: chunked',
    'Host: y',
    'Authorization: Bearer x',
  ])
    yield [`trailer ${trailer}`, chunked(`5\r\nhello\r\n0\r\n${trailer}\r\n\r\n`)];
  for (const body of [
    '4\r\nhello\r\n0\r\n\r\n',
    '6\r\nhello\r\n0\r\n\r\n',
    '5\r\nhello0\r\n\r\n',
    '00\r\n\r\n',
    '0\r\n\r\n',
  ])
    yield [`chunks ${JSON.stringify(body)}`, chunked(body)];
}

function* heads() {
  for (const field of kFields)
    yield [`header ${field}`, get('GET /api/v1/chat/messages HTTP/1.1', `${field}\r\n`)];
  for (const host of kHosts) yield [`Host: ${host}`, `GET / HTTP/1.1\r\nHost: ${host}\r\n\r\n`];
  yield ['no Host', 'GET / HTTP/1.1\r\n\r\n'];
  yield ['two Hosts', 'GET / HTTP/1.1\r\nHost: x\r\nHost: x\r\n\r\n'];
  for (const line of kLines) yield [`line ${line}`, get(line)];
  for (const end of kLineEnds) {
    yield ['a request line that ends otherwise', `GET / HTTP/1.1${end}Host: x\r\n\r\n`];
    yield ['a header that ends otherwise', `GET / HTTP/1.1\r\nHost: x${end}X-A: a\r\n\r\n`];
    yield ['a head that ends otherwise', `GET / HTTP/1.1\r\nHost: x\r\n${end}`];
  }
  yield ['empty lines before it', '\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n'];
  yield ['a GET with a body', `GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n${kBody}`];
  yield ['a body without a length', `POST / HTTP/1.1\r\nHost: x\r\n\r\n${kBody}`];
}

// → [[name, bytes], …]; bytes as latin1 text.
export const raw_requests = () => [...frames(), ...chunks(), ...heads()];
