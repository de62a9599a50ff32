import { html, useState } from '../lib.js';
import { object, send } from '../api.js';
import { count } from '../format.js';
import { mistake } from '../json.js';
import { say } from '../store.js';
import { Action } from './common.js';
import { Dialog } from './dialog.js';
import { Editor } from './editor.js';

const MOST = 10000;

/** Writes many items made from a pattern. */
export function Generate({ table, onClose, onDone }) {
  const [pattern, setPattern] = useState(first(table));
  const [many, setMany] = useState('100');
  const [refused, setRefused] = useState(null);
  const right = /^[1-9]\d{0,4}$/.test(many) && Number(many) <= MOST;
  const make = async () => {
    try {
      const answer = await send(
        `/tables/${encodeURIComponent(table.table)}/generate`,
        object({ pattern, count: many }),
      );
      say(`${count(answer.written ?? Number(many), 'item')} written.`);
      onClose();
      onDone();
    } catch (failure) {
      setRefused(failure);
    }
  };
  return html`<${Dialog} title=${`Make items of ${table.table}`} onClose=${onClose} wide>
    <${Editor} id="pattern" label="Pattern" value=${pattern} rows="8" refused=${refused} onSubmit=${make} hint="{n} is the number of the item: 1, 2, 3 and so on." onInput=${(
      next,
    ) => {
      setPattern(next);
      setRefused(null);
    }} />
    <div class="field"><label for="many">How many</label>
      <input id="many" inputmode="numeric" value=${many} aria-invalid=${!right} aria-describedby="many-wrong" onInput=${(event) => setMany(event.target.value)} />
      <p class="failure" id="many-wrong" role="alert">${right ? '' : 'A number from 1 to 10000 is expected.'}</p></div>
    <div class="buttons"><button type="button" onClick=${onClose}>Cancel</button>
      <${Action} text="Make them" kind="primary" disabled=${!right || Boolean(mistake(pattern))} run=${make} /></div>
  <//>`;
}

const first = (table) =>
  JSON.stringify(
    { ...Object.fromEntries(table.keys.map(({ name }, index) => [name, index ? '1' : '{n}'])), name: 'item {n}' },
    null,
    2,
  );
