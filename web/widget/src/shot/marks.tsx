import { Icon } from '../hub/icons.tsx';

const PATHS = {
  camera: 'M4 8h3l2-3h6l2 3h3v11H4ZM12 10a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7Z',
  image: 'M4 5h16v14H4ZM4 16l5-5 4 4 3-3 4 4M15.5 9v.01',
  edit: 'm15 5 4 4L8 20H4v-4Z',
  pen: 'M3 17c3-9 6-11 7-8s-3 7 0 8 5-9 8-8 1 4 3 6',
  arrow: 'M5 19 19 5M10 5h9v9',
  box: 'M4 6h16v12H4Z',
  text: 'M5 7V5h14v2M12 5v14M9 19h6',
  black: 'M3 8h18M3 10h18M3 12h18M3 14h18M3 16h18',
  undo: 'M9 14 4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3',
  redo: 'm15 14 5-5-5-5M20 9H10a6 6 0 0 0 0 12h3',
  bin: 'M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5',
} as const;

export function Mark({ name }: { name: keyof typeof PATHS }) {
  return <Icon path={PATHS[name]} />;
}
