import { html, useState } from '../lib.js';
import { graph } from '../graph.js';
import { href } from '../route.js';
import { useStore } from '../store.js';
import { Empty, Facts, Section, Title } from '../parts/common.js';
import { Picture } from '../parts/picture.js';
import { Pending } from '../parts/load.js';

/** What was started as a picture, and the properties of the part that is chosen. */
export function Definition() {
  const run = useStore((state) => state.run);
  const status = useStore((state) => state.status);
  const [chosen, setChosen] = useState('');
  if (!run) return html`<${Title} text="Definition" /><${Pending} />`;
  const { nodes, edges, height } = graph(run, status);
  const node = nodes.find(({ key }) => key === chosen) || nodes.find(({ kind }) => kind === 'mapping');
  return html`<${Title} text="Definition"><span class="soft">${run.template}</span><//>
    ${nodes.length ? html`
      <${Picture} nodes=${nodes} edges=${edges} height=${height} chosen=${node?.key} onChoose=${setChosen} />` : html`
      <${Empty} text="The template has no mapping that runs here." />`}
    ${node && html`<${Properties} node=${node} run=${run} status=${status} />`}
    <${Section} title="Endpoints" id="endpoints"><${Facts} facts=${[
      ...Object.entries(run.endpoints || {}).map(([name, url]) => [name, html`<span class="mono">${url}</span>`]),
      ...(run.apis || []).map(({ api, endpoint }) => [api, html`<span class="mono">${endpoint}</span>`]),
    ]} /><//>`;
}

function Properties({ node, run, status }) {
  const { kind, id } = node;
  const facts = {
    table: tableFacts,
    stream: tableFacts,
    function: functionFacts,
    destination: queueFacts,
    queue: queueFacts,
  }[kind];
  const mapping = kind === 'mapping' && run.mappings.find(({ mapping: name }) => name === id);
  return html`<${Section} title=${`${id}, ${kind}`} id="properties">
    ${mapping ? html`<${MappingProperties} mapping=${mapping} />` : html`
      <${Facts} facts=${facts ? facts(run, id, status) : [['Name', id]]} />`}
  <//>`;
}

const MappingProperties = ({
  mapping,
}) => html`<div class="scroll"><table class="plain"><thead><tr><th>Property</th><th>Value</th><th>Default</th>
  <th>From</th></tr></thead>
  <tbody>${(mapping.properties || []).map(({ name, value, default: usual, from }) => html`<tr><td>${name}</td>
    <td class="mono">${shown(value)}</td><td class="mono soft">${shown(usual)}</td><td>
    ${from ? `parameter ${from}` : value === undefined || same(value, usual) ? html`
    <span class="soft">default</span>` : 'template'}</td></tr>`)}</tbody></table></div>`;

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

const shown = (value) =>
  value === undefined || value === null ? '–' : typeof value === 'string' ? value : JSON.stringify(value);

function tableFacts(run, id) {
  const table = run.tables?.find(({ table: name }) => name === id) || {};
  return [
    ['Table', html`<a href=${href('items', id)}>${table.tableName || id}</a>`],
    ['Keys', table.keys?.map(({ name, type }) => `${name} (${type})`).join(', ')],
    ['Stream view type', table.streamViewType || 'no stream'],
    ['Time to live', table.timeToLive],
    ['Stream', html`<span class="mono">${table.streamArn}</span>`],
  ];
}

function functionFacts(run, id) {
  const found = run.functions?.find(({ function: name }) => name === id) || {};
  return [
    ['Function', html`<a href=${href('functions', id)}>${found.functionName || id}</a>`],
    ['Runtime', found.runtime],
    ['Handler', html`<span class="mono">${found.handler}</span>`],
    ['Timeout', found.timeoutSeconds && `${found.timeoutSeconds} s`],
    ['Memory', found.memoryMegabytes && `${found.memoryMegabytes} MB`],
  ];
}

const queueFacts = (run, id, status) => [
  ['Name', id],
  ...messageCounts(status?.queues?.find(({ queue }) => queue === id)),
  ['URL', html`<span class="mono">${run.queues?.find(({ queue }) => queue === id)?.url || ''}</span>`],
];

const messageCounts = (queue) =>
  queue
    ? [
        ['Visible messages', String(queue.visible)],
        ['Messages in flight', String(queue.inFlight)],
        ['Delayed messages', String(queue.delayed)],
      ]
    : [];
