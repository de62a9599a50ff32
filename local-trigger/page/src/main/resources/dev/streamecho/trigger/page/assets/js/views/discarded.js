import { html, useState } from '../lib.js';
import { send } from '../api.js';
import { clock, count } from '../format.js';
import { refreshDiscarded } from '../live.js';
import { href } from '../route.js';
import { say } from '../store.js';
import { Empty, Title } from '../parts/common.js';
import { Confirm } from '../parts/dialog.js';
import { Pending, useLive } from '../parts/load.js';

/** The batches that mappings have discarded, and their redrive. */
export function Discarded() {
  const { data, failure, reload } = useLive(refreshDiscarded, []);
  const [chosen, setChosen] = useState(null);
  if (!data) return html`<${Title} text="Discarded" /><${Pending} failure=${failure} />`;
  const { failures, folders = [] } = data;
  const run = async () => {
    const answer = await send('/failures/redrive', chosen === 'all' ? { all: true } : { id: chosen.id });
    say(answer.message || `Redriven: ${count(answer.redriven ?? 1, 'batch')}.`);
    await reload();
  };
  return html`<${Title} text="Discarded">${failures.length > 0 && html`
    <button type="button" class="primary" onClick=${() => setChosen('all')}>Redrive all</button>`}<//>
    ${failures.length ? html`<${List} failures=${failures} onRedrive=${setChosen} />` : html`
      <${Empty} text="No batch was discarded, or all were redriven. A mapping discards a batch when its attempts are used up or its records are too old." />`}
    ${folders.length > 0 && html`<p class="soft">Other destinations keep their messages as files, in ${folders.join(', ')}.</p>`}
    ${
      chosen &&
      html`<${Confirm} title="Redrive" yes="Redrive" run=${run} onClose=${() => setChosen(null)}>
      <p>${chosen === 'all' ? `All ${count(failures.length, 'batch')} are read again and put through their functions.` : `The batch with ${count(chosen.records, 'record')} is read again and put through ${chosen.function}.`} What succeeds is removed from the destination.</p>
    <//>`
    }`;
}

const List = ({
  failures,
  onRedrive,
}) => html`<div class="scroll"><table class="plain"><thead><tr><th>Time</th><th>Mapping</th><th>Condition</th>
  <th class="number">Records</th><th class="number">Attempts</th><th>Message</th><th>
  <span class="hidden">What to do</span></th></tr></thead>
  <tbody>${failures.map(
    (
      failure,
    ) => html`<tr key=${failure.id}><td class="soft">${clock(failure.at)}</td><td>${failure.mapping}</td><td>
      ${failure.condition}</td><td class="number">${failure.records}</td><td class="number">${failure.attempts}</td>
    <td>${failure.batch && html`<a href=${href('batches', failure.batch)}>batch ${failure.batch}</a> `}
      <span class="soft">${failure.place}</span>
      ${failure.problem && html`<p class="bad">${failure.problem}</p>`}
      ${failure.isGone && html`<p class="bad">The stream does not have its records any more</p>`}</td>
    <td class="number">${failure.records && html`
      <button type="button" onClick=${() => onRedrive(failure)}>Redrive</button>`}</td></tr>`,
  )}</tbody></table></div>`;
