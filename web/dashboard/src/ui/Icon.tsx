import { h } from 'preact';

type Nodes = [tag: string, attributes: Record<string, string>][];

/** A Lucide icon, hidden from screen readers: its control carries the name. */
export function Icon({ of, size = 16, class: name }: { of: Nodes; size?: number; class?: string }) {
  return (
    <svg
      class={name ? `icon ${name}` : 'icon'}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {of.map(([tag, attributes], index) => h(tag, { ...attributes, key: index }))}
    </svg>
  );
}
