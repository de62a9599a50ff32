import { html, useState } from '../lib.js';
import { read, send } from '../api.js';
import { bytes, clock, duration } from '../format.js';
import { useKeys } from '../keys.js';
import { go, href } from '../route.js';
import { outcome } from '../outcomes.js';
import { rows, say, useStore } from '../store.js';
import { Badge } from '../parts/badge.js';
import { Action, Copy, Facts, Section, Title } from '../parts/common.js';
import { Difference } from '../parts/difference.js';
import { Move } from '../parts/move.js';
import { Pending, useLive } from '../parts/load.js';
import { Steps } from '../parts/steps.js';

/** One record: why it was called or not, its images, its way, and what can be done with it. */
export function Record({ id }) {
  const { data: record, failure } = useLive(() => read(`/records/${id}`), [id]);
  const n = Number(id);
  const step = (to) => rows.has(to) && go(href('records', to));
  useKeys([
    { keys: 'k', text: 'Newer record', run: () => step(n + 1) },
    { keys: 'j', text: 'Older record', run: () => step(n - 1) },
    { keys: 'Escape', text: 'Back to the list', run: () => go(href('changes')) },
  ]);
  const back = { href: href('changes'), text: 'Changes' };
  if (!record) return html`<${Title} text=${`Record ${id}`} back=${back} /><${Pending} failure=${failure} />`;
  return html`<${Title} text=${`${record.event} ${record.key}`} back=${back} badge=${html`
    <${Badge} name=${record.outcome} />`}>
      <${Tools} record=${record} />
    <//>
    <${Why} why=${record.why} />
    <${Details} record=${record} />
    ${record.event !== 'MESSAGE' && html`<${Images} record=${record} />`}
    <${Section} title="Its way" id="way"><${Steps} steps=${record.steps || []} /><//>
    <${Section} title="Event of the function" id="event" tools=${html`
      <${Copy} text=${pretty(record.functionEvent)} />`}>
      <pre tabindex="0">${pretty(record.functionEvent)}</pre><//>`;
}

const pretty = (value) => JSON.stringify(value, null, 2) || '';

const Why = ({ why }) =>
  why &&
  html`<div class="why" role="region" aria-label="Why"><p class="answer">${why.answer}</p>
  ${why.lines?.length ? html`<details><summary>Line by line</summary><ul>${why.lines.map((line) => html`<li>${line}
    </li>`)}</ul></details>` : ''}</div>`;

function Tools({ record }) {
  const [moving, setMoving] = useState(false);
  const again = async () => {
    const answer = await send(`/records/${record.n}/resend`);
    say(`Record ${record.n} was sent again: ${outcome(answer.result)[0]}.`, answer.result !== 'success');
  };
  return html`
    <${Action} text="Send again" kind="primary" run=${again} title="Invokes the function with this record once more" />
    <a class="button" href=${href('send', '', { record: record.n })}>Edit and send</a>
    ${record.event !== 'MESSAGE' && html`
      <button type="button" onClick=${() => setMoving(true)}>All from here</button>
      <${Copy} label="Copy as test" kind="" text=${async () => (await read(`/records/${record.n}/test`)).source} />`}
    <a class="button" href=${`/api/v1/records/${record.n}/export`} download=${`record-${record.n}.html`}>Export</a>
    ${moving && html`<${Move} mapping=${record.mapping} at=${String(record.n)} onClose=${() => setMoving(false)} />`}`;
}

const Details = ({ record }) =>
  html`<${Facts} facts=${[
    ['Time', html`<time datetime=${record.at}>${clock(record.at)}</time>`],
    [record.queue ? 'Queue' : 'Table', record.queue || record.table],
    ['Mapping', record.mapping],
    ['Function', record.function && html`<a href=${href('functions', record.function)}>${record.function}</a>`],
    ['Batch', record.batch && html`<a href=${href('batches', record.batch)}>${record.batch}</a>`],
    ['Attempts', record.attempt || undefined],
    ['Latency', duration(record.latencyMillis)],
    ['Size', bytes(record.sizeBytes)],
    [record.event === 'REMOVE' ? 'Deleted by' : 'Written by', who(record)],
    [
      'Request',
      record.request &&
        html`<a href=${href('requests')}>${record.request.method} ${record.request.target}
          </a> (${record.request.status})`,
    ],
    [
      record.messageId ? 'Message ID' : 'Sequence number',
      html`<span class="mono">${record.messageId || record.sequenceNumber}</span>`,
      true,
    ],
    ['Shard', record.shardId && html`<span class="mono">${record.shardId}</span>`, true],
  ]} />`;

function who({ userIdentity }) {
  if (!userIdentity) return undefined;
  return userIdentity.principalId === 'dynamodb.amazonaws.com'
    ? 'time to live (dynamodb.amazonaws.com)'
    : `${userIdentity.type}: ${userIdentity.principalId}`;
}

/** The images, or why one of them is not there. */
function Images({ record }) {
  const table = useStore((state) => state.run?.tables?.find((candidate) => candidate.table === record.table));
  const type = table?.streamViewType || '';
  const without = (image, name) =>
    type && !type.includes(name)
      ? `A stream with the view type ${type} has no ${image} images.`
      : `There is no ${image} image.`;
  const missing = {
    old: record.event === 'INSERT' ? 'The item is new: it has no old image.' : without('old', 'OLD'),
    new: record.event === 'REMOVE' ? 'The item is deleted: it has no new image.' : without('new', 'NEW'),
  };
  return html`<${Section} title="Images" id="images">
    <${Difference} before=${record.oldImage} after=${record.newImage} missing=${missing} /><//>`;
}
