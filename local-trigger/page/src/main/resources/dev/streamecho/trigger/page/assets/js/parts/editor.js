import { html, useEffect, useRef } from '../lib.js';
import { mistake } from '../json.js';
import { Failure } from './common.js';

/**
 * A field for JSON that says at once where the text stops being JSON. `refused` is what the server had against it; if its
 * `at` is `line:column`, that is told too.
 */
export function Editor({ id, label, value, onInput, refused, rows = 12, hint, onSubmit }) {
  const field = useRef(null);
  const wrong = mistake(value);
  const said = wrong ? `Line ${wrong.line}, column ${wrong.column}: ${wrong.message}` : refused && place(refused);
  useEffect(() => {
    field.current.setCustomValidity(said || '');
  }, [said]);
  const pressed = (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !wrong) onSubmit?.();
  };
  const goThere = () => {
    field.current.focus();
    field.current.setSelectionRange(wrong.offset, wrong.offset + 1);
  };
  return html`<div class="editor">
    <label for=${id}>${label}</label>
    ${hint && html`<p class="hint" id=${`${id}-hint`}>${hint}</p>`}
    <textarea id=${id} ref=${field} rows=${rows} spellcheck=${false} autocapitalize="off" autocomplete="off" class="code" value=${value} aria-invalid=${Boolean(said)}
      aria-describedby=${`${hint ? `${id}-hint ` : ''}${id}-wrong`} onInput=${(event) => onInput(event.target.value)} onKeyDown=${pressed}></textarea>
    <div class="below"><${Failure} id=${`${id}-wrong`} failure=${said} />${wrong && html`
      <button type="button" class="quiet" onClick=${goThere}>Go there</button>`}</div>
  </div>`;
}

const place = ({ message, at }) => (at && !message.includes(at) ? `${message} (at ${at})` : message);
