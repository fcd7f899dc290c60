import { safeHref } from '@seggwat/shared/markdown';
import { shortAddress } from './person.ts';

/** The address comes from the user's browser: a link only when it is a plain web address. */
export function PageLink({ url, title }: { url: string; title?: string }) {
  const href = safeHref(url);
  const text = title || shortAddress(url);
  if (!href || !/^https?:/.test(href)) return <span title={url}>{text}</span>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow" title={href}>
      {text}
    </a>
  );
}
