import type { Page } from '@seggwat/shared/types';

/** Where the user is. Queries can hold secrets: only campaign parameters stay. */
export function pageAddress(href = location.href, title = document.title): Page {
  const url = new URL(href);
  const kept = [...url.searchParams].filter(([name]) => name.startsWith('utm_'));
  const query = `${new URLSearchParams(kept)}`;
  const text = `${url.origin}${url.pathname}${query ? `?${query}` : ''}`;
  return { url: text.slice(0, 2000), title: title.slice(0, 200) };
}
