import { html, render } from './lib.js';
import { start } from './live.js';
import { listen } from './keys.js';
import { applyTheme } from './theme.js';
import { App } from './app.js';

applyTheme();
listen();
start();
render(html`<${App} />`, document.body);
