import { html, useState } from '../lib.js';
import { read } from '../api.js';
import { brief } from '../dynamo.js';
import { useKeys } from '../keys.js';
import { go, href, replace } from '../route.js';
import { putCommand } from '../sample.js';
import { useStore } from '../store.js';
import { Choice, Empty, Failure, Title } from '../parts/common.js';
import { ItemDialog } from '../parts/item.js';
import { Generate } from '../parts/generate.js';
import { Pending, useLive } from '../parts/load.js';

const PAGE = 50;

/** The items of a table: scan or query, write and delete. */
export function Items({ id, query }) {
  const tables = useStore((state) => state.run?.tables);
  if (!tables) return html`<${Title} text="Items" /><${Pending} />`;
  const table = tables.find(({ table: name }) => name === id) || (id ? null : tables[0]);
  if (!table)
    return html`<${Title} text="Items" />
      <${Empty} text=${id ? `There is no table ${id}.` : 'The template has no table.'} />`;
  return html`<${Table} key=${table.table} table=${table} tables=${tables} query=${query} />`;
}

function Table({ table, tables, query }) {
  const path = `/tables/${encodeURIComponent(table.table)}`;
  const [pages, setPages] = useState([undefined]);
  const start = pages[pages.length - 1];
  const { data, failure, reload } = useLive(
    () => read(`${path}/items`, { limit: PAGE, start, ...keyOf(query) }),
    [table.table, start, JSON.stringify(query)],
  );
  const [open, setOpen] = useState(null);
  const [generate, setGenerate] = useState(false);
  useKeys([{ keys: 'n', text: 'New item', run: () => setOpen({}) }]);
  const queried = Object.keys(query).length > 0;
  return html`<${Title} text="Items">
      <button type="button" onClick=${() => setGenerate(true)}>Make many</button>
      <button type="button" class="primary" onClick=${() => setOpen({})}>New item</button>
    <//>
    ${tables.length > 1 && html`
      <${Choice} label="Table" value=${table.table} options=${tables.map(({ table: name }) => [name, name])} onChoose=${(name) => go(href('items', name))} />`}
    <${KeyQuery} keys=${table.keys} query=${query} onQuery=${(values) => {
      setPages([undefined]);
      replace(href('items', table.table, values));
    }} failure=${queried && failure} />
    ${data ? html`
      <${List} items=${data.items} keys=${table.keys} table=${table} queried=${queried} onOpen=${setOpen} />` : !queried && html`
      <${Pending} failure=${failure} />`}
    ${
      data &&
      (pages.length > 1 || data.next) &&
      html`<div class="tools">
      <button type="button" disabled=${pages.length < 2} onClick=${() => setPages(pages.slice(0, -1))}>Page before</button>
      <button type="button" disabled=${!data.next} onClick=${() => setPages([...pages, data.next])}>Next page</button>
        </div>`
    }
    ${open && html`<${ItemDialog} table=${table} item=${open.item} onClose=${() => setOpen(null)} onDone=${reload} />`}
    ${generate && html`<${Generate} table=${table} onClose=${() => setGenerate(false)} onDone=${reload} />`}`;
}

/** The key as the server is asked for it: an attribute may be called `limit` too. */
const keyOf = (query) => Object.fromEntries(Object.entries(query).map(([name, value]) => [`key.${name}`, value]));

function KeyQuery({ keys, query, onQuery, failure }) {
  const submit = (event) => {
    event.preventDefault();
    const values = Object.fromEntries([...new FormData(event.target)].filter(([, value]) => value !== ''));
    onQuery(values);
  };
  return html`<form class="form" onSubmit=${submit}>
    ${keys.map(({ name, type }, index) => html`<div class="field"><label for=${`key-${name}`}>
      ${name} <span class="soft">(${type}${index ? ', sort key' : ''})</span></label>
      <input id=${`key-${name}`} name=${name} value=${query[name] || ''} autocomplete="off" spellcheck=${false} aria-describedby="query-wrong" /></div>`)}
    <button type="submit">Query</button>
    ${
      Object.keys(query).length > 0 &&
      html`<button type="button" class="quiet" onClick=${(event) => {
        event.target.form.querySelectorAll('input').forEach((input) => (input.value = ''));
        onQuery({});
      }}>Scan all</button>`
    }
    <${Failure} id="query-wrong" failure=${failure} />
  </form>`;
}

function List({ items, keys, table, queried, onOpen }) {
  const command = useStore((state) => state.run?.command);
  const names = keys.map(({ name }) => name);
  if (!items.length) {
    return queried
      ? html`<${Empty} text="No item has this key." />`
      : html`<${Empty} text="The table is empty. Write an item here, or in a terminal:" command=${putCommand(command, table)} />`;
  }
  const rest = (item) =>
    Object.entries(item)
      .filter(([name]) => !names.includes(name))
      .map(([name, value]) => `${name}: ${brief(value)}`)
      .join(', ');
  return html`<div class="scroll"><table class="plain items"><thead><tr>${names.map((name) => html`<th>${name}</th>`)}
    <th>Attributes</th></tr></thead>
    <tbody>${items.map((item) => html`<tr>${names.map((name, index) => html`<td>${index ? brief(item[name]) : html`
      <button type="button" class="quiet" onClick=${() => onOpen({ item })}>${brief(item[name])}</button>`}</td>`)}
      <td class="cut mono" title=${rest(item)}>${rest(item)}</td></tr>`)}</tbody></table></div>`;
}
