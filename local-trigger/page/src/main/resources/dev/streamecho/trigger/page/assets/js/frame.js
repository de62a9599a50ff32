import { html } from './lib.js';
import { number } from './format.js';
import { href } from './route.js';
import { useStore } from './store.js';
import { useTheme } from './theme.js';
import { VIEWS } from './views.js';

/** What is around every page: the menu, the state of the run, the theme. */
export function Frame({ current, onHelp, children }) {
  return html`<a class="skip" href="#main" onClick=${(event) => {
    event.preventDefault();
    document.querySelector('main h1')?.focus();
  }}>To the page</a>
    <div class="frame">
      <header class="side-bar">
        <a class="brand" href="#/changes"><${Logo} />Stream Echo</a>
        <${Menu} current=${current} />
        <${Foot} onHelp=${onHelp} />
      </header>
      <main id="main">${children}</main>
    </div>`;
}

const Logo = () =>
  html`<svg viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="7" />
    <path d="M9 10v12M15 12.5a5 5 0 0 1 0 7M20 9a10 10 0 0 1 0 14" /></svg>`;

function Menu({ current }) {
  const counts = { discarded: useStore((state) => state.discarded) };
  return html`<nav aria-label="Pages"><ul>${VIEWS.map(
    (view) => html`<li><a href=${href(view.name)} aria-current=${view.name === current ? 'page' : undefined}>
    <span>${view.title}</span>${counts[view.name] > 0 && html`<span class="pill">${number(counts[view.name])}</span>`}
      </a></li>`,
  )}</ul></nav>`;
}

function Foot({ onHelp }) {
  const [theme, nextTheme] = useTheme();
  const run = useStore((state) => state.run);
  return html`<div class="foot">
    <${Connection} />
    <p class="soft" title=${run?.template}>${run ? fileName(run.template) : ''}</p>
    <div class="foot-buttons">
      <button type="button" class="quiet" onClick=${nextTheme}>Theme: ${theme}</button>
      <button type="button" class="quiet" onClick=${onHelp}>Keys <kbd>?</kbd></button>
    </div>
  </div>`;
}

const fileName = (path = '') => path.split('/').pop();

function Connection() {
  const connection = useStore((state) => state.connection);
  const status = useStore((state) => state.status);
  const [kind, text] =
    connection === 'lost'
      ? ['bad', 'Connection lost, retrying']
      : connection === 'connecting' || !status
        ? ['wait', 'Connecting']
        : ['good', 'Live'];
  return html`<p class="connection ${kind}" role="status"><span class="dot" aria-hidden="true"></span>${text}</p>`;
}
