import { html } from '../lib.js';
import { clock, count, duration } from '../format.js';
import { href } from '../route.js';
import { useStore } from '../store.js';
import { Command, Empty, Facts, Title } from '../parts/common.js';
import { Shape } from '../parts/badge.js';
import { refreshStatus } from '../live.js';
import { useEvery } from '../parts/load.js';

const STATES = {
  cold: ['off', 'cold: it starts with its first invocation'],
  starting: ['wait', 'starting'],
  warm: ['good', 'warm'],
  building: ['wait', 'building'],
  failed: ['bad', 'failed'],
};

/** The functions: their processes, what the last reload gave, how to attach a debugger. */
export function Functions({ id }) {
  const run = useStore((state) => state.run);
  const status = useStore((state) => state.status);
  useEvery(2000, () => refreshStatus().catch(() => {}));
  const functions = (run?.functions || []).filter((candidate) => !id || candidate.function === id);
  return html`<${Title} text=${id || 'Functions'} back=${id && { href: href('functions'), text: 'Functions' }} />
    ${run && !functions.length && html`
      <${Empty} text=${id ? `There is no function ${id}.` : 'The template has no function that runs here.'} />`}
    ${functions.map((definition) => html`
      <${Function} key=${definition.function} definition=${definition} state=${status?.functions?.find((candidate) => candidate.function === definition.function) || {}} />`)}`;
}

function Function({ definition, state }) {
  const name = definition.function;
  const [kind, text] = STATES[state.state] || ['off', state.state || ''];
  const processes = state.processes || [];
  return html`<section class="card" aria-labelledby=${`function-${name}`}>
    <div class="section-head"><h2 id=${`function-${name}`}>${name}</h2><span class="badge ${kind}">
      <${Shape} kind=${kind} />${text}</span>
      <div class="actions"><a class="button" href=${href('send', '', { function: name })}>Send an event</a>
        <a class="button" href=${href('changes', '', { search: `function:${name}` })}>Its changes</a></div></div>
    <${Facts} facts=${[
      ['Runtime', definition.runtime],
      ['Handler', html`<span class="mono">${definition.handler}</span>`],
      ['Timeout', definition.timeoutSeconds && `${definition.timeoutSeconds} s`],
      ['Memory', definition.memoryMegabytes && `${definition.memoryMegabytes} MB`],
      ['Name', definition.functionName !== name && definition.functionName],
    ]} />
    ${state.obstacle && html`<div class="error"><p>${state.obstacle}</p></div>`}
    ${state.lastReload && html`<${Reload} reload=${state.lastReload} />`}
    ${
      processes.length > 0 &&
      html`<div class="scroll"><table class="plain"><thead><tr><th>Process</th><th>State</th>
        <th class="number">Init time</th><th class="number">Invocations</th></tr></thead>
      <tbody>${processes.map((process) => html`<tr><td>${process.pid}</td><td>
        ${process.busy ? 'busy' : 'waits for an event'}</td><td class="number">${duration(process.initMillis)}</td>
        <td class="number">${process.invocations}</td></tr>`)}</tbody></table></div>`
    }
    ${state.debugPort ? html`<div><h3>Debugger</h3>
      <p>Attach it to port ${state.debugPort}${/^java/.test(definition.runtime || '') ? ':' : '.'}</p>
      ${/^java/.test(definition.runtime || '') && html`
      <${Command} text=${`jdb -attach 127.0.0.1:${state.debugPort}`} />`}</div>` : ''}
  </section>`;
}

const Reload = ({
  reload,
}) => html`<div class=${reload.ok ? '' : 'error'}><p>
  ${reload.ok ? 'Reloaded' : 'The last reload failed; the code before it runs on'} <span class="soft">
  ${clock(reload.at)}</span></p>
  ${reload.message && html`<pre tabindex="0">${[reload.message, ...(reload.explanation || [])].join('\n')}</pre>`}</div>`;
