import { html } from '../lib.js';
import { read, send } from '../api.js';
import { clock, count, duration, short } from '../format.js';
import { useKeys } from '../keys.js';
import { go, href } from '../route.js';
import { outcome } from '../outcomes.js';
import { say } from '../store.js';
import { Badge } from '../parts/badge.js';
import { Action, Copy, Facts, Section, Title } from '../parts/common.js';
import { Countdown } from '../parts/countdown.js';
import { Pending, useLive } from '../parts/load.js';
import { Steps } from '../parts/steps.js';
import { Lane } from '../parts/lane.js';
import { Tree } from '../parts/tree.js';

/** One batch: its attempts and waits, its halves, its answer, and where it went in the end. */
export function Batch({ id }) {
  const { data: batch, failure } = useLive(() => read(`/batches/${id}`), [id]);
  useKeys([{ keys: 'Escape', text: 'Back to the list', run: () => go(href('changes')) }]);
  const back = { href: href('changes'), text: 'Changes' };
  if (!batch) return html`<${Title} text=${`Batch ${id}`} back=${back} /><${Pending} failure=${failure} />`;
  const again = async () => {
    const answer = await send(`/batches/${batch.n}/resend`);
    say(`Batch ${batch.n} was sent again: ${outcome(answer.result)[0]}.`, answer.result !== 'success');
  };
  return html`<${Title} text=${`Batch ${batch.n}`} back=${back} badge=${html`<${Badge} name=${batch.state} />`}>
      <${Action} text="Send again" kind="primary" run=${again} />
      <a class="button" href=${href('send', '', { batch: batch.n })}>Edit and send</a>
      <a class="button" href=${`/api/v1/batches/${batch.n}/export`} download=${`batch-${batch.n}.html`}>Export</a>
    <//>
    <${Now} batch=${batch} />
    <${Facts} facts=${[
      ['Mapping', batch.mapping],
      ['Function', html`<a href=${href('functions', batch.function)}>${batch.function}</a>`],
      ['Records', batch.size ?? batch.records.length],
      ['Attempts', batch.attempts.length],
      ['Half of', batch.parent && html`<a href=${href('batches', batch.parent)}>batch ${batch.parent}</a>`],
      [
        'Shard',
        batch.shardId && html`<span class="mono" title=${batch.shardId}>${short(batch.shardId, 40)}</span>`,
        true,
      ],
    ]} />
    ${batch.tree?.length > 1 && html`<${Section} title="Halves" id="halves">
      <${Tree} tree=${batch.tree} current=${batch.n} /><//>`}
    <${Section} title="Timeline" id="timeline"><${Lane} attempts=${batch.attempts} next=${batch.nextAttemptAt} />
      <${Steps} steps=${timeline(batch)} /><//>
    ${batch.discarded && html`<${Destination} discarded=${batch.discarded} />`}
    <${Section} title="Records" id="records"><${Records} records=${batch.records} /><//>
    <${Section} title="Event of the function" id="event" tools=${html`
      <${Copy} text=${JSON.stringify(batch.event, null, 2)} />`}>
      <details><summary>${count(batch.event?.Records?.length || 0, 'record')}</summary><pre tabindex="0">
        ${JSON.stringify(batch.event, null, 2)}</pre></details><//>`;
}

/** From the first record to the end: the attempts, what was waited between them, and what became of the batch. */
function timeline(batch) {
  const steps = [];
  const first = batch.records[0];
  if (first)
    steps.push({
      at: first.at,
      kind: 'written',
      text: `record ${first.n}${batch.records.length > 1 ? `, the first of ${batch.records.length}` : ''}`,
    });
  batch.attempts.forEach((attempt, index) => {
    if (index) {
      const before = batch.attempts[index - 1];
      const ended = Date.parse(before.at) + (before.durationMillis || 0);
      steps.push({
        at: new Date(ended).toISOString(),
        kind: 'retry',
        text: `for ${duration(Date.parse(attempt.at) - ended)}`,
      });
    }
    steps.push(attempt);
  });
  const last = batch.attempts[batch.attempts.length - 1];
  const end = last && new Date(Date.parse(last.at) + (last.durationMillis || 0)).toISOString();
  if (batch.nextAttemptAt)
    steps.push({ at: end || first?.at, kind: 'retry', text: 'until the next attempt,', until: batch.nextAttemptAt });
  else if (batch.discarded) steps.push({ at: batch.discarded.at, kind: 'discarded', text: batch.discarded.condition });
  else if (batch.state === 'split')
    steps.push({ at: end, kind: 'split', text: `into batches ${batch.children.join(' and ')}` });
  else if (batch.state === 'handled' && end) steps.push({ at: end, kind: 'handled', text: '' });
  return steps;
}

/** What the batch is about to do. */
function Now({ batch }) {
  const text = {
    waiting: batch.why || 'Waits for its turn',
    invoking: `${batch.function} is handling it`,
    handled: 'Handled: the checkpoint may pass it',
    split: 'Split: its halves are batches of their own',
    discarded: `Discarded: ${batch.discarded?.condition || ''}`,
    returned: 'Returned: its messages that were not handled are in their queue again, and come in other batches',
  };
  return html`<div class="why"><p class="answer">
    ${batch.state === 'backingOff' ? html`Backs off after attempt ${batch.attempts.length}${batch.nextAttemptAt && html`; the next one starts <${Countdown} to=${batch.nextAttemptAt} />`}` : text[batch.state] || batch.state}
    </p></div>`;
}

const Destination = ({ discarded }) => html`<${Section} title="Message to the destination" id="destination">
  <${Facts} facts=${[
    ['Discarded', clock(discarded.at)],
    ['Condition', discarded.condition],
    ['Destination', discarded.place || 'none: it is lost'],
  ]} />
  ${discarded.message && html`<pre tabindex="0">
    ${typeof discarded.message === 'string' ? discarded.message : JSON.stringify(discarded.message, null, 2)}</pre>`}
<//>`;

const Records = ({
  records,
}) => html`<table class="plain"><thead><tr><th>Key</th><th>Event</th><th>Outcome</th><th>Attempt</th>
  <th class="number">Latency</th></tr></thead>
  <tbody>${records.slice(0, 200).map((row) => html`<tr><td><a href=${href('records', row.n)}>${row.key}</a></td><td>
    ${row.event}</td><td><${Badge} name=${row.outcome} /></td><td>${row.attempt || ''}</td><td class="number">
    ${duration(row.latencyMillis)}</td></tr>`)}</tbody></table>
  ${records.length > 200 && html`<p>
    <a href=${href('changes', '', { search: `batch:${records[0].batch}` })}>All ${records.length} records</a></p>`}`;
