import { html, useState } from './lib.js';
import { useKeys } from './keys.js';
import { go, href, useRoute } from './route.js';
import { useTheme } from './theme.js';
import { Help } from './parts/help.js';
import { Notices } from './parts/notices.js';
import { Frame } from './frame.js';
import { VIEWS, viewOf } from './views.js';

/** The whole page: the frame, and the view that the address names. */
export function App() {
  const route = useRoute();
  const [help, setHelp] = useState(false);
  const [, nextTheme] = useTheme();
  useKeys([
    ...VIEWS.map((view) => ({ keys: `g ${view.key}`, text: view.title, run: () => go(href(view.name)) })),
    { keys: 't', text: 'Theme: auto, light, dark', run: nextTheme },
    { keys: '?', text: 'These keys', run: () => setHelp(true) },
  ], true);
  const { name, View } = viewOf(route.view);
  return html`<${Frame} current=${name} onHelp=${() => setHelp(true)}>
      <${View} key=${`${route.view}/${route.id}`} id=${route.id} query=${route.query} />
    <//>
    <${Notices} />
    ${help && html`<${Help} onClose=${() => setHelp(false)} />`}`;
}
