import { useEffect, useRef } from './lib.js';

const KEY = 'stream-echo.keys';

/** `{keys, text, run}` of each place that listens, the innermost last. */
const scopes = [];

let pending = '';

/** Whether single keys do something; they can be switched off for those whom they disturb. */
export const enabled = () => localStorage.getItem(KEY) !== 'off';

export const setEnabled = (on) => localStorage.setItem(KEY, on ? 'on' : 'off');

const typing = (target) => target.closest?.('input, textarea, select, [contenteditable]');

export function listen() {
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.key !== 'Escape' && (typing(event.target) || !enabled())) return;
    if (document.querySelector('dialog[open]')) return;
    const first = pending;
    pending = '';
    if (press(first ? `${first} ${event.key}` : event.key)) event.preventDefault();
    else if (!first && starts(event.key)) {
      pending = event.key;
      event.preventDefault();
    }
  });
}

function press(keys) {
  for (const scope of [...scopes].reverse()) {
    const found = scope.current.find((shortcut) => shortcut.keys === keys);
    if (!found) continue;
    found.run();
    return true;
  }
  return false;
}

const starts = (key) => scopes.some((scope) => scope.current.some(({ keys }) => keys.startsWith(`${key} `)));

/** Listens for the keys of `shortcuts` while the component is shown; `everywhere` if that is on every page. */
export function useKeys(shortcuts, everywhere = false) {
  const scope = useRef(shortcuts);
  scope.current = shortcuts;
  useEffect(() => {
    // What is within a component begins to listen before it.
    if (everywhere) scopes.unshift(scope);
    else scopes.push(scope);
    return () => scopes.splice(scopes.indexOf(scope), 1);
  }, []);
}

/** All shortcuts that work now, those of every page first. */
export const known = () => scopes.map((scope) => scope.current);
