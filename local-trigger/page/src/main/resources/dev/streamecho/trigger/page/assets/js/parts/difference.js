import { html, useState } from '../lib.js';
import { difference, isPlain, text } from '../dynamo.js';
import { Choice, Copy } from './common.js';

const SHOWN = 400;
const SIGNS = { same: ['', ''], changed: ['−', '+'], removed: ['−', ''], added: ['', '+'] };
const WORDS = { same: '', changed: 'changed', removed: 'removed', added: 'added' };

/** The old and the new image beside each other. `missing` says why there is none of a side. */
export function Difference({ before, after, missing }) {
  const plain = isPlain(before || {}) && isPlain(after || {});
  const [form, setForm] = useState('plain');
  const [all, setAll] = useState(false);
  const rows = before && after ? difference(before, after, form) : null;
  return html`<div class="images">
    <div class="tools">
      <${Choice} label="Form" value=${form} onChoose=${setForm} options=${[
        ['plain', 'Plain JSON'],
        ['dynamodb', 'DynamoDB JSON'],
      ]} />
      ${!plain && form === 'plain' && html`<span class="hint">Sets and binaries are shown as lists and strings.</span>`}
    </div>
    <div class="sides">
      <${Side} title="Old image" item=${before} form=${form} missing=${missing.old} rows=${rows} side="left" all=${all} />
      <${Side} title="New image" item=${after} form=${form} missing=${missing.new} rows=${rows} side="right" all=${all} />
    </div>
    ${rows && rows.length > SHOWN && !all && html`
      <button type="button" onClick=${() => setAll(true)}>Show all ${rows.length} lines</button>`}
  </div>`;
}

function Side({ title, item, form, missing, rows, side, all }) {
  const lines =
    rows ||
    (item
      ? text(item, form)
          .split('\n')
          .map((line) => ({ kind: 'same', [side]: line }))
      : []);
  const shown = all ? lines : lines.slice(0, SHOWN);
  return html`<div class="side">
    <div class="side-head"><h3>${title}</h3>${item && html`<${Copy} text=${text(item, form)} />`}</div>
    ${
      item
        ? html`<div class="code" tabindex="0" role="region" aria-label=${title}>${shown.map((row) => html`
          <${Line} row=${row} side=${side} />`)}</div>`
        : html`<p class="missing">${missing}</p>`
    }
  </div>`;
}

function Line({ row, side }) {
  const line = row[side];
  const kind = line === undefined ? 'blank' : row.kind === 'same' ? 'same' : side === 'left' ? 'minus' : 'plus';
  return html`<div class="line ${kind}"><span class="sign" aria-hidden="true">
    ${line === undefined ? '' : SIGNS[row.kind][side === 'left' ? 0 : 1]}</span>
    ${line !== undefined && row.kind !== 'same' && html`<span class="hidden">${WORDS[row.kind]}: </span>`}${line ?? ''}
    </div>`;
}
