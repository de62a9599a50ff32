import { html, useEffect, useMemo, useRef, useState } from '../lib.js';
import { read } from '../api.js';
import { clock, count, duration, number } from '../format.js';
import { useKeys } from '../keys.js';
import { loadOlder } from '../live.js';
import { go, href, replace } from '../route.js';
import { Rows } from '../rows.js';
import { putCommand } from '../sample.js';
import { rows as liveRows, say, useStore } from '../store.js';
import { Badge } from '../parts/badge.js';
import { Empty, Title } from '../parts/common.js';
import { RowTable } from '../parts/rows.js';
import { Search } from '../parts/search.js';

const HEAD = [
  { text: 'Time', class: 'time' },
  { text: 'Event', class: 'event' },
  { text: 'Key', class: 'key' },
  { text: 'Mapping', class: 'mapping' },
  { text: 'Attempt', class: 'attempt' },
  { text: 'Outcome', class: 'outcome' },
  { text: 'Latency', class: 'latency' },
];

/** Where one was in the list, for when one comes back from a record. */
const PLACE = { active: 0, anchor: 0 };

const cells = (row) => [
  clock(row.at),
  row.event,
  html`<a href=${href('records', row.n)} tabindex="-1">${row.key}</a>`,
  row.mapping,
  row.attempt || '',
  html`<${Badge} name=${row.outcome} />`,
  duration(row.latencyMillis),
];

/** All changes, the newest first. */
export function Changes({ query }) {
  const search = query.search || '';
  const revision = useStore((state) => state.revision);
  const loaded = useStore((state) => state.status !== null);
  const total = useStore((state) => state.total);
  const dropped = useStore((state) => state.dropped);
  const [frozen, setFrozen] = useState(null);
  const [atTop, setAtTop] = useState(true);
  const [toTop, setToTop] = useState(0);
  const found = useFound(search, frozen ? 0 : revision);
  const rows = frozen || found.rows;
  const missed = frozen ? Math.max(0, liveRows.newest - frozen.newest) : 0;
  const older = useOlder(rows, search);

  const pause = () => setFrozen(frozen ? null : found.rows.copy());
  const follow = () => {
    setFrozen(null);
    setToTop(toTop + 1);
  };
  useKeys([
    { keys: '/', text: 'Search', run: () => document.getElementById('search').focus() },
    { keys: 'p', text: 'Pause, go on', run: pause },
    { keys: 'f', text: 'Follow the newest', run: follow },
  ]);
  useEffect(() => setFrozen(null), [search]);

  return html`<${Title} text="Changes">
      <span class="soft counts" role="status">${counted(search, found, total, dropped)}</span>
      <button type="button" aria-pressed=${Boolean(frozen)} onClick=${pause}>
        ${frozen ? `Go on${missed ? ` (${number(missed)} new)` : ''}` : 'Pause'}</button>
      <button type="button" aria-pressed=${atTop && !frozen} onClick=${follow}>Follow</button>
    <//>
    <${Search} value=${search} failure=${found.failure} onSearch=${(text) => replace(href('changes', '', { search: text }))} />
    ${
      rows.size || !loaded
        ? html`<${RowTable} rows=${rows} revision=${frozen ? 0 : revision} toTop=${`${toTop} ${search}`} place=${PLACE} label="Changes, the newest first" head=${HEAD} cells=${cells} onTop=${setAtTop} onEnd=${older} onOpen=${(row) => go(href('records', row.n))} />`
        : html`<${Nothing} search=${search} failure=${found.failure} />`
    }`;
}

function counted(search, found, total, dropped) {
  if (search) return found.matched === null ? '' : `${number(found.matched)} of ${count(total, 'change')}`;
  return count(total, 'change') + (dropped ? `, the oldest ${number(dropped)} dropped` : '');
}

/** The rows that `search` finds: all of them if it is empty, else what the server finds, asked again as changes come. */
function useFound(search, revision) {
  const results = useMemo(() => new Rows(Infinity), [search]);
  const [state, setState] = useState({ matched: null, failure: null });
  const busy = useRef(false);
  const again = useRef(null);
  const missed = useRef(false);
  const wanted = useRef(search);
  wanted.current = search;
  // An answer may come after that to a later search.
  const found = (answer) => answer.search === wanted.current && setState(answer);
  const ask = async () => {
    // What comes meanwhile is asked for after it, at most twice a second.
    missed.current = busy.current;
    if (busy.current) return;
    busy.current = true;
    try {
      const page = await read('/records', { search, limit: Math.min(1000, Math.max(200, results.size)) });
      results.refresh(page.records, page.records.length === page.matched);
      found({ matched: page.matched, failure: null, search });
    } catch (failure) {
      found({ matched: null, failure, search });
    } finally {
      clearTimeout(again.current);
      again.current = setTimeout(() => {
        busy.current = false;
        if (missed.current) latest.current();
      }, 500);
    }
  };
  const latest = useRef(ask);
  latest.current = ask;
  useEffect(() => {
    busy.current = false;
    missed.current = false;
    setState({ matched: null, failure: null });
  }, [search]);
  useEffect(() => {
    // What is wrong with a search stays wrong.
    if (search && !(state.failure?.status === 400 && state.search === search)) ask();
  }, [search, revision]);
  return search ? { rows: results, ...state } : { rows: liveRows, matched: null, failure: null };
}

/** Loads older rows when the end of the list comes into sight. */
function useOlder(rows, search) {
  const busy = useRef(false);
  const over = useRef(null);
  useEffect(() => {
    over.current = null;
  }, [search]);
  return async () => {
    if (busy.current || over.current === rows.oldest || !rows.size) return;
    busy.current = true;
    const oldest = rows.oldest;
    try {
      if (!(await loadOlder(rows, search))) over.current = oldest;
    } catch (failure) {
      say(failure.message, true);
    } finally {
      busy.current = false;
    }
  };
}

function Nothing({ search, failure }) {
  const table = useStore((state) => state.run?.tables?.[0]);
  const command = useStore((state) => state.run?.command);
  if (failure) return html`<${Empty} text="The search above is not one, so there is nothing to show." />`;
  if (search) return html`<${Empty} text="No change matches the search."><a href="#/changes">Show all changes</a><//>`;
  if (!table?.keys.length)
    return html`
      <${Empty} text="Nothing has happened yet. A change of a table or a message of a queue appears here." />`;
  return html`
    <${Empty} text="Nothing has happened yet. Write an item, and watch it go through:" command=${putCommand(command, table)}>
    <p>or <a href=${href('items', table.table)}>write it here</a></p>
  <//>`;
}
