import { html, useEffect, useRef, useState } from '../lib.js';
import { Failure } from './common.js';

/** A dialog with `title`; `onClose` is called when it is closed in whichever way. */
export function Dialog({ title, onClose, children, wide }) {
  const dialog = useRef(null);
  useEffect(() => {
    const before = document.activeElement;
    dialog.current.showModal();
    return () => before?.focus?.();
  }, []);
  return html`<dialog ref=${dialog} class=${wide ? 'wide' : ''} aria-label=${title} onClose=${onClose}>
    <div class="dialog-head"><h2>${title}</h2>
      <button type="button" class="quiet" onClick=${() => dialog.current.close()}>Close</button></div>
    ${children}
  </dialog>`;
}

/** Asks before something that cannot be undone. `run` may fail; then the dialog says why. */
export function Confirm({ title, children, yes, run, onClose, kind = 'primary' }) {
  const [failure, setFailure] = useState(null);
  const [busy, setBusy] = useState(false);
  const confirmed = async () => {
    setBusy(true);
    try {
      await run();
      onClose();
    } catch (problem) {
      setFailure(problem);
      setBusy(false);
    }
  };
  return html`<${Dialog} title=${title} onClose=${onClose}>
    ${children}
    <${Failure} failure=${failure} />
    <div class="buttons"><button type="button" onClick=${onClose}>Cancel</button>
      <button type="button" class=${kind} disabled=${busy} onClick=${confirmed}>${yes}</button></div>
  <//>`;
}
