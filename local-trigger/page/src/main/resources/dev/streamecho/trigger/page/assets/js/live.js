import { read, renew } from './api.js';
import { count } from './format.js';
import { get, rows, say, set } from './store.js';

const PAGE = 500;
const RETRY_MILLIS = 2000;

let source = null;
/** How many changes the server could not tell of, since the connection was opened. */
let missed = 0;
let opening = false;

/** Reads what was started, and follows what happens from then on. */
export function start() {
  connect();
}

async function load() {
  const [run, status, page] = await Promise.all([read('/run'), read('/status'), read('/records', { limit: PAGE })]);
  const before = get().run;
  if (before && before.runId !== run.runId) {
    rows.clear();
    say('The trigger was started again: this is a new run.');
  }
  // What was loaded earlier stays only if the new page reaches it.
  if (page.records.length && page.records[page.records.length - 1].n > rows.newest + 1) rows.clear();
  rows.put(page.records);
  take(status);
  set({ run, total: page.total, dropped: page.dropped, revision: get().revision + 1 });
}

function connect() {
  source = new EventSource('/api/v1/events');
  source.onopen = opened;
  source.onerror = lost;
  source.addEventListener('update', (message) => update(JSON.parse(message.data)));
  source.addEventListener('missed', (message) => {
    missed = JSON.parse(message.data).missed;
    if (!opening) load().catch(() => {});
  });
}

async function opened() {
  const { lostAt } = get();
  const newest = rows.newest;
  missed = 0;
  opening = true;
  set({ connection: 'open', lostAt: 0 });
  try {
    await load();
    if (lostAt) sayMissed(Math.max(missed, rows.newest - newest));
  } catch (failure) {
    say(failure.message, true);
  } finally {
    opening = false;
  }
}

function sayMissed(changes) {
  if (!changes) say('Connected again. Nothing happened meanwhile.');
  else
    say(
      `Connected again. ${count(changes, 'change')} happened meanwhile and ${changes === 1 ? 'is' : 'are'} in the list now.`,
    );
}

function lost() {
  if (get().connection !== 'lost') set({ connection: 'lost', lostAt: Date.now() });
  if (!get().status) load().catch(() => {});
  // The browser retries by itself, except after an answer that is not a stream.
  if (source.readyState !== EventSource.CLOSED) return;
  source.close();
  setTimeout(() => renew().then(connect, lost), RETRY_MILLIS);
}

function update({ records, changed, counts, status }) {
  const gap = records.length < changed;
  if (gap) rows.clear();
  rows.put(records);
  const patch = { revision: get().revision + 1 };
  if (status) take(status);
  if (counts && counts.total !== undefined) patch.total = counts.total;
  else patch.total = Math.max(get().total, rows.newest - get().dropped);
  if (counts && counts.dropped !== undefined) patch.dropped = counts.dropped;
  set(patch);
}

/** Loads the next older rows; false if there are none. */
export async function loadOlder(into = rows, search = '') {
  if (into.oldest <= 1) return false;
  const page = await read('/records', { search, before: into.oldest, limit: PAGE * 2 });
  into.put(page.records);
  set({ revision: get().revision + 1 });
  return page.records.length > 0;
}

const delivered = (status) =>
  (status?.mappings || []).reduce((total, { counts }) => total + (counts?.delivered || 0), 0);

/** Takes over a status; when more batches were discarded, they are counted again. */
function take(status) {
  const isMore = delivered(status) !== delivered(get().status);
  set({ status });
  if (isMore) refreshDiscarded().catch(() => {});
}

/** Reads the discarded batches, and counts them for the menu. */
export async function refreshDiscarded() {
  const found = await read('/failures');
  set({ discarded: found.failures.length });
  return found;
}

/** Reads the status now, after something was done that changes it. */
export async function refreshStatus() {
  take(await read('/status'));
}
