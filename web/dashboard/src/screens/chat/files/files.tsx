import './files.css';

export { MessageFiles } from './MessageFiles.tsx';
export { Tray } from './Tray.tsx';
