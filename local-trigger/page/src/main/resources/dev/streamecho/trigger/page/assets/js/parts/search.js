import { html, useEffect, useRef, useState } from '../lib.js';
import { Failure } from './common.js';

const DELAY_MILLIS = 200;
const EXAMPLES = ['key:id=1', 'outcome:discarded', 'event:REMOVE', 'attempt:>1', 'latency:>100'];

/** The field that searches the list, with examples of what it knows. */
export function Search({ value, failure, onSearch }) {
  const [text, setText] = useState(value);
  const timer = useRef(0);
  const sent = useRef(value);
  useEffect(() => {
    if (value !== sent.current) setText(value);
    sent.current = value;
  }, [value]);
  // Whoever goes to another page meanwhile stays there.
  useEffect(() => () => clearTimeout(timer.current), []);
  const change = (next, delay = DELAY_MILLIS) => {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      sent.current = next.trim();
      onSearch(next.trim());
    }, delay);
  };
  return html`<div class="search" role="search">
    <label for="search" class="hidden">Search</label>
    <input id="search" type="search" value=${text} placeholder="Search: words, key:, table:, mapping:, function:, event:, outcome:, attempt:>1, latency:>10, batch:" spellcheck=${false} autocomplete="off"
      aria-invalid=${Boolean(failure)} aria-describedby="search-wrong" onInput=${(event) => change(event.target.value)}
      onKeyDown=${(event) => event.key === 'Escape' && (text ? change('', 0) : event.target.blur())} />
    <div class="below"><${Failure} id="search-wrong" failure=${failure} />${!failure && html`<div class="examples">
      <span class="soft">Try</span>${EXAMPLES.map((example) => html`
      <button type="button" class="quiet" onClick=${() => change(example, 0)}>${example}</button>`)}</div>`}</div>
  </div>`;
}
