import type { Page } from '@seggwat/shared/types';

/** Where the user is. Queries can hold secrets: only campaign parameters stay. */
export function pageAddress(href = location.href, title = document.title): Page {
  const url = new URL(href);
  const kept = new URLSearchParams();
  for (const [name, value] of url.searchParams)
    if (name.startsWith('utm_')) kept.append(name, value);
  const query = kept.toString();
  const text = `${url.origin}${url.pathname}${query ? `?${query}` : ''}`;
  return { url: text.slice(0, 2000), title: title.slice(0, 200) };
}
