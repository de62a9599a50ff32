import { useLayoutEffect, useState } from './lib.js';
import { Rows } from './rows.js';

/** How many rows the page keeps; older ones are fetched again when one scrolls to them. */
const KEPT = 20000;

const listeners = new Set();

let state = {
  run: null,
  status: null,
  /** `connecting`, `open` or `lost`. */
  connection: 'connecting',
  lostAt: 0,
  /** What the page has to say, the newest last: `{id, text, bad}`. */
  notices: [],
  /** How many records the journal has, and has dropped. */
  total: 0,
  dropped: 0,
  /** How many discarded batches wait for a redrive. */
  discarded: 0,
  /** Grows with each change of the rows, which are changed in place. */
  revision: 0,
};

/** The newest records, as far as they were loaded. */
export const rows = new Rows(KEPT);

export const get = () => state;

export function set(patch) {
  state = { ...state, ...patch };
  for (const listener of [...listeners]) listener(state);
}

/** What `select` gives of the state; draws again when that changes. */
export function useStore(select) {
  const [, draw] = useState(0);
  const selected = select(state);
  useLayoutEffect(() => {
    let last = select(state);
    if (!Object.is(last, selected)) draw((n) => n + 1);
    const listener = (next) => {
      const value = select(next);
      if (Object.is(value, last)) return;
      last = value;
      draw((n) => n + 1);
    };
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, []);
  return selected;
}

let notices = 0;

/** Says `text` in the corner, and to a screen reader, for some seconds. */
export function say(text, bad = false) {
  const id = ++notices;
  set({ notices: [...state.notices.slice(-2), { id, text, bad }] });
  setTimeout(() => dismiss(id), bad ? 12000 : 6000);
}

export const dismiss = (id) => set({ notices: state.notices.filter((notice) => notice.id !== id) });
