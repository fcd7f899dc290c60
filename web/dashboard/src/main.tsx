import { render } from 'preact';
import '@seggwat/shared/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/shell.css';
import './styles/chat.css';
import './styles/composer.css';
import './styles/working.css';
import './styles/find.css';
import { App } from './app/App.tsx';
import { boot } from './app/boot.ts';

const root = document.getElementById('app');
if (root) void boot().then(() => render(<App />, root));
