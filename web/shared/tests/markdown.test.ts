import { describe, expect, it } from 'vitest';
import { buildMarkdown, plainText, safeHref } from '../src/markdown.ts';

/** Elements as text, so that a test can say what it expects; text is marked as such. */
function html(text: string): string {
  const make = (tag: string, attributes: Record<string, string> | null, ...children: string[]) => {
    const list = Object.entries(attributes ?? {})
      .filter(([name]) => name === 'href' || name === 'start')
      .map(([name, value]) => ` ${name}=${value}`);
    return `<${tag}${list.join('')}>${children.join('')}</${tag}>`;
  };
  return buildMarkdown<string>(text, make).join('');
}

describe('the marks', () => {
  it.each([
    [
      '**bold** and *it* and _it_ and ~~gone~~',
      '<p><strong>bold</strong> and <em>it</em> and <em>it</em> and <s>gone</s></p>',
    ],
    ['a `code *x*` b', '<p>a <code>code *x*</code> b</p>'],
    ['one\ntwo', '<p>one<br></br>two</p>'],
    ['one\n\ntwo', '<p>one</p><p>two</p>'],
    ['```js\n<b>\n\n**x**\n```\nend', '<pre><code><b>\n\n**x**</code></pre><p>end</p>'],
    ['- a\n- b', '<ul><li>a</li><li>b</li></ul>'],
    ['3. a\n4. b', '<ol start=3><li>a</li><li>b</li></ol>'],
    ['> a\n> b', '<blockquote><p>a<br></br>b</p></blockquote>'],
    ['snake_case_name and 2*3*4', '<p>snake_case_name and 2<em>3</em>4</p>'],
    ['a * not closed, ** neither', '<p>a * not closed, ** neither</p>'],
    ['\\*plain\\*', '<p>*plain*</p>'],
    ['**bold *both***', '<p><strong>bold <em>both</em></strong></p>'],
  ])('%j', (text, expected) => {
    expect(html(text)).toBe(expected);
  });

  it('keeps HTML as text', () => {
    expect(html('<img src=x onerror=alert(1)>')).toBe('<p><img src=x onerror=alert(1)></p>');
    const tags: string[] = [];
    buildMarkdown<string>('<script>x</script> <b>y</b>', (tag, _, ...children) => {
      tags.push(tag);
      return children.join('');
    });
    expect(tags).toEqual(['p']);
  });

  it('reads a long hostile text in time that grows with its length', () => {
    const begun = performance.now();
    for (const text of [
      '*'.repeat(10_000),
      '['.repeat(10_000),
      '> '.repeat(5_000),
      '_a'.repeat(5_000),
    ]) {
      html(text);
    }
    expect(performance.now() - begun).toBeLessThan(2_000);
  });
});

describe('links', () => {
  it.each([
    [
      'https://example.com/a?b=1.',
      '<p><a href=https://example.com/a?b=1>https://example.com/a?b=1</a>.</p>',
    ],
    [
      '(see https://example.com/a_(b))',
      '<p>(see <a href=https://example.com/a_(b)>https://example.com/a_(b)</a>)</p>',
    ],
    ['[the shop](https://example.com)', '<p><a href=https://example.com/>the shop</a></p>'],
    ['[x](javascript:alert(1))', '<p>[x](javascript:alert(1))</p>'],
    ['[x](//evil.example)', '<p>[x](//evil.example)</p>'],
    ['mailto:ada@example.com', '<p><a href=mailto:ada@example.com>mailto:ada@example.com</a></p>'],
  ])('%j', (text, expected) => {
    expect(html(text)).toBe(expected);
  });

  it.each([
    'javascript:alert(1)',
    'jAvA\tscript:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,<script>',
    'vbscript:x',
    '//evil.example',
    '/path',
    'https://user:pass@example.com',
    'https://',
    'ht\ntps://example.com',
    'https://exa\u0000mple.com',
    'mailto:',
    'file:///etc/passwd',
    'blob:https://example.com/1',
  ])('refuses %j', (href) => {
    expect(safeHref(href)).toBeNull();
  });

  it('shows a look-alike host as punycode', () => {
    expect(html('https://аpple.com')).toContain('>https://xn--');
  });
});

it('reads as one line of plain text', () => {
  expect(plainText('**Hi**\n\n- a\n- [b](https://example.com)\n> q')).toBe('Hi a b q');
});
