import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { simpleParser } from 'mailparser';
import { tool } from './tool.mjs';

const CONTENT = {
  language: 'en',
  project: 'Corner Shop',
  accent: '#10b981',
  user_name: 'Grace',
  link: 'https://shop.example/cart#seggwat-chat',
  unsubscribe_url: 'https://chat.example/mail/unsubscribe?t=abc',
  replies: [{ author: 'Ada', body: 'We open at nine.' }],
};

async function parse(changes = {}) {
  const { message, error } = await tool(['reply-mail'], JSON.stringify({ ...CONTENT, ...changes }));
  assert.equal(error, undefined);
  return simpleParser(message);
}

const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "';alert(1)//",
  '<a href="javascript:alert(1)">x</a>',
  '</td></table><iframe src=//evil.example>',
  '<style>*{display:none}</style>',
  '[x](javascript:alert(1)) [y](data:text/html,z) <https://evil.example/>',
  '\u202Eevil\u2066text',
  'a\r\nBcc: victim@site.example\r\n\r\nbody',
  '&lt;b&gt; &amp; {0} {1} {{2}}',
];

describe('the mail to a user who left, read by a mail parser', () => {
  test('has the headers and both parts', async () => {
    const mail = await parse();
    assert.equal(mail.from.text, '"Corner Shop" <support@shop.example>');
    assert.equal(mail.to.text, 'user@site.example');
    assert.equal(mail.subject, 'Reply from Corner Shop');
    assert.equal(mail.messageId, '<0123456789abcdef@shop.example>');
    assert.equal(mail.headers.get('auto-submitted'), 'auto-generated');
    assert.equal(mail.headers.get('list').unsubscribe.url, CONTENT.unsubscribe_url);
    assert.match(mail.text, /Hi Grace,\n\nAda has replied to you:\n\nWe open at nine\./);
    assert.match(mail.html, /We open at nine\./);
    assert.equal(mail.attachments.length, 0);
  });

  for (const body of HOSTILE) {
    test(`${JSON.stringify(body)} is text in both parts, as message, name and project`, async () => {
      const mail = await parse({
        replies: [
          { author: body, body },
          { author: 'Bob', body },
        ],
        user_name: body,
        project: body,
      });
      assert.ok(mail.text.includes(body.replaceAll('\r\n', '\n').split('\n')[0].slice(0, 20)));
      const tags = [...mail.html.matchAll(/<(\/?[a-z]+)/g)].map((match) =>
        match[1].replace('/', ''),
      );
      const known = new Set([
        'html',
        'head',
        'meta',
        'title',
        'style',
        'body',
        'table',
        'tr',
        'td',
        'p',
        'a',
        'br',
        'span',
        'code',
      ]);
      assert.deepEqual(
        tags.filter((tag) => !known.has(tag)),
        [],
      );
      assert.equal(tags.filter((tag) => tag === 'style').length, 2);
      assert.doesNotMatch(mail.html.replaceAll(/"[^"]*"|>[^<]*</g, '><'), /onerror|javascript/);
      const links = [...mail.html.matchAll(/href="([^"]*)"/g)].map((match) => match[1]);
      assert.deepEqual(new Set(links), new Set([CONTENT.link, CONTENT.unsubscribe_url]));
      assert.equal(mail.headers.has('bcc'), false);
      assert.deepEqual(
        mail.to.value.map((to) => to.address),
        ['user@site.example'],
      );
    });
  }

  test('long lines, every script and emoji arrive as they were written', async () => {
    for (const body of [
      'x'.repeat(10_000),
      'Grüße – 日本語 – العربية – 👩‍👩‍👧 – ﷽',
      '.\n..\n.hidden\nFrom me',
      '= =3D =\n='.repeat(50),
    ]) {
      const mail = await parse({ replies: [{ author: 'Ada', body }] });
      assert.ok(mail.text.includes(body), body.slice(0, 40));
    }
  });

  test('names in other scripts are encoded and read back', async () => {
    const mail = await parse({ project: 'Café Größe 日本' });
    assert.equal(mail.from.value[0].name, 'Café Größe 日本');
    assert.equal(mail.subject, 'Reply from Café Größe 日本');
  });

  test('without a link it says where to answer', async () => {
    const mail = await parse({ link: undefined, language: 'de' });
    assert.match(mail.text, /Zum Antworten öffnen Sie den Chat/);
    assert.equal([...mail.html.matchAll(/<a /g)].length, 1);
  });
});
