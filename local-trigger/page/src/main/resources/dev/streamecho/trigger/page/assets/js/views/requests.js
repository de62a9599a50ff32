import { html } from '../lib.js';
import { read } from '../api.js';
import { clock, duration } from '../format.js';
import { href } from '../route.js';
import { useStore } from '../store.js';
import { Shape } from '../parts/badge.js';
import { Empty, Title } from '../parts/common.js';
import { Pending, useLive } from '../parts/load.js';

const SHOWN = 200;

const kindOf = (status) => (status >= 500 ? 'bad' : status >= 400 ? 'warn' : 'good');

/** The requests of the APIs, each with the changes that it caused. */
export function Requests() {
  const apis = useStore((state) => state.run?.apis) || [];
  const { data, failure } = useLive(() => read('/requests'), []);
  if (!data) return html`<${Title} text="Requests" /><${Pending} failure=${failure} />`;
  const requests = data.requests || data;
  if (!requests.length) return html`<${Title} text="Requests" /><${Nothing} apis=${apis} />`;
  return html`<${Title} text="Requests" /><div class="scroll"><table class="plain"><thead><tr><th>Time</th>
    <th>Request</th><th>Status</th><th>Function</th><th class="number">Duration</th><th>Changes that it caused</th></tr>
    </thead>
    <tbody>${requests.slice(0, SHOWN).map(
      (
        request,
      ) => html`<tr><td class="soft">${clock(request.at)}</td><td><span class="mono">${request.method} ${request.target}
        </span></td><td><span class="badge ${kindOf(request.status)}"><${Shape} kind=${kindOf(request.status)} />
        ${request.status}</span></td>
      <td>${request.function && html`<a href=${href('functions', request.function)}>${request.function}</a>`}</td>
        <td class="number">${duration(request.durationMillis)}</td>
      <td>${(request.records || []).map((n) => html`<a href=${href('records', n)}>record ${n}</a> `)}</td></tr>`,
    )}</tbody></table></div>`;
}

function Nothing({ apis }) {
  if (!apis.length) return html`<${Empty} text="The template has no API that runs here, so there are no requests." />`;
  return html`
    <${Empty} text="No request yet. Send one:" command=${`curl -i ${apis[0].endpoint}${(apis[0].routes?.[0] || 'GET /').split(' ').pop()}`} />`;
}
