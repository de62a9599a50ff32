import { html } from '../lib.js';
import { dismiss, useStore } from '../store.js';

/** What has just happened, in the corner; a screen reader says it. */
export function Notices() {
  const notices = useStore((state) => state.notices);
  return html`<div class="notices" role="status" aria-live="polite">
    ${notices.map(
      ({ id, text, bad }) => html`<div key=${id} class="notice ${bad ? 'bad' : ''}"><span>${text}</span>
      <button type="button" class="quiet" aria-label="Dismiss" onClick=${() => dismiss(id)}>×</button></div>`,
    )}
  </div>`;
}
