import { html, useEffect, useRef, useState } from '../lib.js';
import { object, send } from '../api.js';
import { clock, count } from '../format.js';
import { indent, mistake } from '../json.js';
import { href } from '../route.js';
import { rows, useStore } from '../store.js';
import { Shape } from '../parts/badge.js';
import { Choice, Copy, Empty, Title } from '../parts/common.js';
import { Editor } from '../parts/editor.js';
import { Pending } from '../parts/load.js';

const DELAY_MILLIS = 150;
const FIRST = '{"eventName": ["INSERT", "MODIFY"]}';

/** A filter pattern that is tried on the last records while one types. */
export function Filters() {
  const mappings = useStore((state) => state.run?.mappings);
  if (!mappings) return html`<${Title} text="Filters" /><${Pending} />`;
  return html`<${Trial} mappings=${mappings} />`;
}

const patternsOf = (mapping) =>
  (mapping?.filters || []).map((pattern) => indent(typeof pattern === 'string' ? pattern : JSON.stringify(pattern)));

function Trial({ mappings }) {
  const [name, setName] = useState((mappings.find((mapping) => mapping.filters?.length) || mappings[0])?.mapping || '');
  const mapping = mappings.find((candidate) => candidate.mapping === name);
  const patterns = patternsOf(mapping);
  const [pattern, setPattern] = useState(patterns[0] || indent(FIRST));
  const { found, refused } = useMatches(pattern, name);
  const choose = (next) => {
    setName(next);
    setPattern(patternsOf(mappings.find((candidate) => candidate.mapping === next))[0] || pattern);
  };
  return html`<${Title} text="Filters"><${Copy} label="Copy the pattern" kind="" text=${() => pattern} /><//>
    <div class="trial">
      <div class="pattern">
        ${mappings.length > 1 && html`<div class="field"><label for="mapping">Mapping</label>
          <select id="mapping" value=${name} onChange=${(event) => choose(event.target.value)}>
          ${mappings.map((each) => html`<option value=${each.mapping}>${each.mapping}</option>`)}</select></div>`}
        ${patterns.length > 1 && html`
          <${Choice} label="Pattern" value=${patterns.indexOf(pattern)} options=${patterns.map((_, index) => [index, `Pattern ${index + 1}`])} onChoose=${(index) => setPattern(patterns[index])} />`}
        <${Editor} id="filter" label="Pattern" rows="16" value=${pattern} onInput=${setPattern} refused=${refused} hint="As in FilterCriteria. Nothing is changed: copy it into the template." />
      </div>
      <${Matches} found=${found} />
    </div>`;
}

/** What the server says of `pattern`, asked again while one types and as records come. */
function useMatches(pattern, mapping) {
  const [state, setState] = useState({ found: null, refused: null });
  const newest = useStore((current) => current.revision && rows.newest);
  const turn = useRef(0);
  useEffect(() => {
    const mine = ++turn.current;
    if (mistake(pattern)) {
      setState((before) => ({ ...before, refused: null }));
      return undefined;
    }
    const timer = setTimeout(async () => {
      let next;
      try {
        const answer = await send(
          '/filters/match',
          object({ pattern, mapping: mapping ? JSON.stringify(mapping) : undefined }),
        );
        next = answer.error ? { refused: answer.error } : { found: answer.records, refused: null };
      } catch (failure) {
        next = { refused: failure };
      }
      if (mine === turn.current) setState((before) => ({ ...before, ...next }));
    }, DELAY_MILLIS);
    return () => clearTimeout(timer);
  }, [pattern, mapping, newest]);
  return state;
}

function Matches({ found }) {
  if (!found) return html`<p class="pending">Write a pattern to see which records it matches.</p>`;
  if (!found.length)
    return html`<${Empty} text="There is no record to try the pattern on yet. Write an item first." />`;
  const matching = found.filter(({ matches }) => matches).length;
  return html`<section class="matches" aria-labelledby="matches"><h2 id="matches"><span role="status">
    ${matching} of ${count(found.length, 'record')} match</span></h2>
    <ul class="match-list" tabindex="0" aria-label="Records">${found.map((match) => html`
      <${Match} key=${match.n} match=${match} />`)}</ul></section>`;
}

function Match({ match }) {
  const row = rows.has(match.n) ? rows.at(rows.indexOf(match.n)) : match;
  const kind = match.matches ? 'good' : 'off';
  return html`<li class=${match.matches ? 'matching' : ''}><span class="badge ${kind}"><${Shape} kind=${kind} />
    ${match.matches ? 'matches' : 'filtered'}</span>
    <a href=${href('records', match.n)}>${row.key || `record ${match.n}`}</a> <span class="soft">
      ${row.event || ''} ${row.at ? clock(row.at) : ''}</span>
    ${!match.matches && html`<p>${match.clause && !match.reason?.includes(match.clause) && html`<code>${match.clause}
      </code> `}${match.reason}</p>`}</li>`;
}
