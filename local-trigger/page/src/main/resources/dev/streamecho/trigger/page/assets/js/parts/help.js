import { html, useState } from '../lib.js';
import { enabled, known, setEnabled } from '../keys.js';
import { Dialog } from './dialog.js';

const IN_TABLES = [
  [['↑', '↓'], 'Row before, next row'],
  [['Page Up', 'Page Down'], 'A screen up, down'],
  [['Home', 'End'], 'First, last row'],
  [['Enter'], 'Open the row'],
];
const IN_EDITORS = [[['Ctrl', 'Enter'], 'Send, put']];

const rowsOf = (shortcuts) => shortcuts.map(({ keys, text }) => [keys.split(' '), text]);

/** The keys that work here. */
export function Help({ onClose }) {
  const [on, setOn] = useState(enabled());
  const [everywhere = [], ...here] = known();
  const change = (event) => {
    setEnabled(event.target.checked);
    setOn(event.target.checked);
  };
  return html`<${Dialog} title="Keys" onClose=${onClose}>
    <div class="keys">
      <${Keys} title="On every page" rows=${rowsOf(everywhere)} />
      <div><${Keys} title="On this page" rows=${rowsOf(here.flat())} /><${Keys} title="In a table" rows=${IN_TABLES} />
        <${Keys} title="In an editor" rows=${IN_EDITORS} /></div>
    </div>
    <label class="check"><input type="checkbox" checked=${on} onChange=${change} /> Single keys are shortcuts</label>
  <//>`;
}

const Keys = ({ title, rows }) =>
  rows.length > 0 &&
  html`<div><h3>${title}</h3><dl class="key-list">
  ${rows.map(([keys, text]) => html`<div><dt>${keys.map((key) => html`<kbd>${key === 'Escape' ? 'Esc' : key}</kbd> `)}
    </dt><dd>${text}</dd></div>`)}
</dl></div>`;
