import { html } from '../lib.js';
import { send } from '../api.js';
import { refreshStatus } from '../live.js';
import { say, useStore } from '../store.js';
import { Action, Empty, Section, Title } from '../parts/common.js';
import { Countdown } from '../parts/countdown.js';
import { Pending, useEvery } from '../parts/load.js';
import { MappingTools } from '../parts/mappings.js';

const FAULTS = [
  { text: 'Fail', body: { next: 'fail' }, said: (name) => `The next invocation of ${name} will fail.` },
  { text: 'Time out', body: { next: 'timeout' }, said: (name) => `The next invocation of ${name} will time out.` },
  { text: 'Throttle 30 s', body: { next: 'throttle', seconds: 30 }, said: (name) => `${name} is throttled for 30 s.` },
  {
    text: 'Deliver twice',
    body: { next: 'twice' },
    said: (name) => `The next event of ${name} will be delivered twice.`,
  },
];

/** What goes wrong on AWS one day, on purpose and now. */
export function Faults() {
  const functions = useStore((state) => state.run?.functions);
  const status = useStore((state) => state.status);
  useEvery(2000, () => refreshStatus().catch(() => {}));
  if (!functions) return html`<${Title} text="Faults" /><${Pending} />`;
  return html`<${Title} text="Faults" />
    <p class="soft">What goes wrong on AWS one day, on purpose and now. Watch under <a href="#/changes">Changes</a> what becomes of it.</p>
    <${Section} title="The next invocation" id="next">${
      functions.length
        ? html`<div class="scroll"><table class="plain"><thead><tr><th>Function</th><th>Next invocation</th><th>Set</th>
          <th>Process</th></tr></thead>
      <tbody>${functions.map(({ function: name }) => html`
        <${Row} name=${name} pending=${status?.functions?.find((each) => each.function === name)?.faults} />`)}</tbody>
        </table></div>`
        : html`<${Empty} text="The template has no function that runs here." />`
    }<//>
    <${Section} title="Mappings" id="mappings"><div class="scroll"><table class="plain"><thead><tr><th>Mapping</th>
      <th>State</th><th><span class="hidden">What to do</span></th></tr></thead>
      <tbody>${(status?.mappings || []).map((mapping) => html`<tr><td>${mapping.mapping}</td><td>${mapping.state}</td>
        <td><${MappingTools} mapping=${mapping} /></td></tr>`)}</tbody></table></div><//>`;
}

function Row({ name, pending }) {
  const path = `/functions/${encodeURIComponent(name)}`;
  const kill = async () => {
    await send(`${path}/kill`);
    say(`The process of ${name} is ended. The next invocation starts another.`);
  };
  return html`<tr><td>${name}</td>
    <td><div class="tools">${FAULTS.map(
      ({ text, body, said }) =>
        html`<${Action} text=${text} run=${async () => {
          await send(`${path}/faults`, body);
          say(said(name));
          await refreshStatus();
        }} />`,
    )}</div></td>
    <td>${pending ? [...(pending.next || []), pending.throttledUntil && html`throttled, ends <${Countdown} to=${pending.throttledUntil} />`].map((fault) => html`
      <div>${fault}</div>`) : html`<span class="soft">nothing</span>`}</td>
    <td><${Action} text="End it" kind="danger" run=${kill} /></td></tr>`;
}
