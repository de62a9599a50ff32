import { html, useCallback, useEffect, useRef, useState } from '../lib.js';
import { useStore } from '../store.js';
import { Empty } from './common.js';

/** What `load` gave last: `{data, failure, reload}`. It is asked again when `keys` change. */
export function useLoaded(load, keys) {
  const [state, setState] = useState({ data: null, failure: null });
  const turn = useRef(0);
  const reload = useCallback(async () => {
    const mine = ++turn.current;
    try {
      const data = await load();
      if (mine === turn.current) setState({ data, failure: null });
    } catch (failure) {
      if (mine === turn.current) setState((before) => ({ data: failure.status ? null : before.data, failure }));
    }
  }, keys);
  useEffect(() => {
    reload();
    return () => turn.current++;
  }, [reload]);
  return { ...state, reload };
}

/** As `useLoaded`, and asks again after each change of the rows, at most once in `every` milliseconds. */
export function useLive(load, keys, every = 1000) {
  const loaded = useLoaded(load, keys);
  // What is asked for may be another thing when the time has come.
  const latest = useRef(loaded.reload);
  latest.current = loaded.reload;
  const revision = useStore((state) => state.revision);
  const timer = useRef(0);
  useEffect(() => {
    if (timer.current) return;
    timer.current = setTimeout(() => {
      timer.current = 0;
      latest.current();
    }, every);
  }, [revision]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return loaded;
}

/** Calls `run` again and again while the component is shown and the page in sight. */
export function useEvery(millis, run) {
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    const timer = setInterval(() => document.hidden || latest.current(), millis);
    return () => clearInterval(timer);
  }, [millis]);
}

/** What is shown instead of a page that has nothing to show yet. */
export const Pending = ({ failure }) =>
  failure ? html`<${Empty} text=${failure.message} />` : html`<p class="pending">Loading…</p>`;
