import { html, useState } from '../lib.js';
import { object, send } from '../api.js';
import { isPlain, text } from '../dynamo.js';
import { mistake } from '../json.js';
import { say } from '../store.js';
import { Action } from './common.js';
import { Dialog } from './dialog.js';
import { Editor } from './editor.js';

/** Puts or deletes an item; without `item`, a new one. */
export function ItemDialog({ table, item, onClose, onDone }) {
  const plain = !item || isPlain(item);
  const [value, setValue] = useState(item ? text(item, plain ? 'plain' : 'dynamodb') : template(table));
  const [refused, setRefused] = useState(null);
  const path = `/tables/${encodeURIComponent(table.table)}/items`;
  const put = async () => {
    try {
      await send(path, object({ item: value }));
      say('The item is written.');
      onClose();
      onDone();
    } catch (failure) {
      setRefused(failure);
    }
  };
  const remove = async () => {
    const key = Object.fromEntries(table.keys.map(({ name }) => [name, item[name]]));
    await send(path, { key }, 'DELETE');
    say('The item is deleted.');
    onClose();
    onDone();
  };
  const expire = async () => {
    const expired = { ...item, [table.timeToLive]: { N: String(Math.floor(Date.now() / 1000) - 1) } };
    await send(path, { item: expired });
    say('The item has expired. DynamoDB Local deletes it within half a minute, as time to live does.');
    onClose();
    onDone();
  };
  return html`<${Dialog} title=${item ? 'Edit the item' : `New item of ${table.table}`} onClose=${onClose} wide>
    <${Editor} id="item" label="Item" value=${value} rows=${Math.min(20, Math.max(8, value.split('\n').length + 1))} refused=${refused} onSubmit=${put}
      hint=${plain ? 'Plain JSON, or DynamoDB JSON.' : 'DynamoDB JSON, because plain JSON knows neither sets nor binaries.'} onInput=${(
        next,
      ) => {
        setValue(next);
        setRefused(null);
      }} />
    <div class="buttons">
      ${item && html`<${Action} text="Delete" kind="danger" run=${remove} />`}
      ${item && table.timeToLive && html`<${Action} text="Let it expire" run=${expire} />`}
      <button type="button" onClick=${onClose}>Cancel</button>
      <${Action} text="Put" kind="primary" disabled=${Boolean(mistake(value))} run=${put} />
    </div>
  <//>`;
}

const template = (table) =>
  JSON.stringify(Object.fromEntries(table.keys.map(({ name, type }) => [name, type === 'N' ? 1 : '1'])), null, 2);
