import { describe, expect, it } from 'vitest';
import { matchRoute, safeDestination } from '../src/app/routes.ts';

describe('matchRoute', () => {
  it('finds the screen and the parameters of an address', () => {
    expect(matchRoute('/messages/live-chat/abc')).toMatchObject({
      screen: 'chat',
      params: { thread: 'abc' },
    });
    expect(matchRoute('/org/o1/projects/p1/feedback/f1')).toMatchObject({
      screen: 'feedback',
      params: { org: 'o1', project: 'p1', feedback: 'f1' },
    });
  });

  it('opens a project on its first page', () => {
    expect(matchRoute('/projects/p1')).toMatchObject({
      screen: 'project-general',
      params: { project: 'p1' },
    });
  });

  it('takes a trailing slash as none', () => {
    expect(matchRoute('/members/').screen).toBe('members');
    expect(matchRoute('/').screen).toBe('home');
  });

  it('decodes a parameter once and refuses a broken or empty one', () => {
    expect(matchRoute('/messages/live-chat/a%2Fb').params.thread).toBe('a/b');
    expect(matchRoute('/messages/live-chat/%zz').screen).toBe('not-found');
    expect(matchRoute('/projects//general').screen).toBe('not-found');
  });

  it('knows no other addresses', () => {
    expect(matchRoute('/nowhere').screen).toBe('not-found');
    expect(matchRoute('/members/x').screen).toBe('not-found');
  });
});

describe('safeDestination', () => {
  it('goes back to a page of the dashboard', () => {
    expect(safeDestination('/messages/live-chat/abc')).toBe('/messages/live-chat/abc');
    const found = '/messages/live-chat/abc?view=mine&q=caf%C3%A9+au&at=3.1';
    expect(safeDestination(found)).toBe(found);
  });

  it.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'https:evil.example',
    '/%09/evil.example',
    'javascript:alert(1)',
    '@evil.example',
    '/login',
    '/nowhere',
    '/members?next=//evil.example',
    '/login?x=1',
    '',
    null,
  ])('leads %j to the start page', (wanted) => {
    expect(safeDestination(wanted)).toBe('/');
  });
});
