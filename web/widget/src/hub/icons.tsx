const PATHS = {
  close: 'M6 6l12 12M18 6 6 18',
  down: 'm6 9 6 6 6-6',
  back: 'm14 6-6 6 6 6',
  chat: 'M21 11.5a8.4 8.4 0 0 1-12.2 7.5L3 21l2-5.6A8.4 8.4 0 1 1 21 11.5Z',
  bug: 'M8 8a4 4 0 0 1 8 0M7 9h10v5a5 5 0 0 1-10 0V9ZM3 9l4 2M21 9l-4 2M3 15h4M17 15h4M4 21l4-3M20 21l-4-3M12 9v10',
  feature:
    'M9 18h6M10 21h4M12 3a6 6 0 0 1 3.6 10.8c-.4.3-.6.7-.6 1.2H9c0-.5-.2-.9-.6-1.2A6 6 0 0 1 12 3Z',
  star: 'm12 3 2.7 5.7 6.3.8-4.6 4.3 1.2 6.2-5.6-3.1-5.6 3.1 1.2-6.2L3 9.5l6.3-.8Z',
  mail: 'M3 6h18v13H3zM3 7l9 7 9-7',
  send: 'M12 19V5M5 12l7-7 7 7',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  sound: 'M11 5 6 9H3v6h3l5 4V5ZM15.5 8.5a5 5 0 0 1 0 7M18.5 6a9 9 0 0 1 0 12',
  mute: 'M11 5 6 9H3v6h3l5 4V5ZM16 9.5l5 5M21 9.5l-5 5',
  clip: 'm20 11.5-8.3 8.3a5 5 0 0 1-7-7l8.4-8.4a3.4 3.4 0 0 1 4.8 4.8l-8.4 8.3a1.7 1.7 0 0 1-2.4-2.4l7.7-7.7',
  file: 'M14 3H6v18h12V7l-4-4ZM14 3v4h4',
  alert: 'M12 8v5M12 16.5v.01M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z',
} as const;

export type IconName = keyof typeof PATHS;

/** A line icon, of ours or with a path of its own; always decoration, the text beside it or the button's name says what it means. */
export function Icon({ name, flip, path }: { name?: IconName; flip?: boolean; path?: string }) {
  return (
    <svg
      class={flip ? 'icon flips' : 'icon'}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={path ?? PATHS[name as IconName]} />
    </svg>
  );
}
