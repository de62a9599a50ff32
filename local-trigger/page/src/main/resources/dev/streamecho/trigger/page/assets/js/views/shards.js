import { html } from '../lib.js';
import { read } from '../api.js';
import { duration, number, short } from '../format.js';
import { href } from '../route.js';
import { useStore } from '../store.js';
import { Empty, Title } from '../parts/common.js';
import { Countdown } from '../parts/countdown.js';
import { useEvery, useLoaded } from '../parts/load.js';
import { MappingTools } from '../parts/mappings.js';
import { Plot } from '../parts/plot.js';
import { ShardLane } from '../parts/shardlane.js';

/** The shards of each mapping: where it reads, how far it is behind, and what holds it up. */
export function Shards() {
  const status = useStore((state) => state.status);
  const { data: series, reload } = useLoaded(() => read('/series'), []);
  useEvery(2000, reload);
  const mappings = status?.mappings || [];
  return html`<${Title} text="Shards" />
    ${status && !mappings.length && html`
      <${Empty} text="No mapping runs: the template has none whose source and function are here." />`}
    ${mappings.map((mapping) => html`<${Mapping} key=${mapping.mapping} mapping=${mapping} series=${series} />`)}`;
}

function Mapping({ mapping, series }) {
  const name = mapping.mapping;
  const lines = series?.mappings?.[name];
  return html`<section class="card" aria-labelledby=${`mapping-${name}`}>
    <div class="section-head"><h2 id=${`mapping-${name}`}>${name}</h2><${State} mapping=${mapping} />
      <${MappingTools} mapping=${mapping} /></div>
    ${
      mapping.shards?.length
        ? html`<div class="scroll"><table class="plain shards"><thead><tr><th>Shard</th>
          <th class="lane-head">Last 5 minutes</th><th class="number">Lag</th><th class="number">Age</th>
          <th>Position</th><th>Held up by</th></tr></thead>
      <tbody>${mapping.shards.map((shard) => html`<${Shard} shard=${shard} mapping=${name} />`)}</tbody></table></div>`
        : html`<p class="soft">
          ${mapping.state === 'Disabled' ? 'Disabled: it reads nothing.' : 'It has no shard: its source is a queue, or the stream is not read yet.'}</p>`
    }
    ${
      lines &&
      html`<div class="plots">
      <${Plot} title="Lag" unit="records" from=${series.from} stepMillis=${series.stepMillis} values=${lines.lag} />
      <${Plot} title="Latency" unit="ms" from=${series.from} stepMillis=${series.stepMillis} values=${lines.latencyMillis} />
      <${Plot} title="Handled" unit="a second" from=${series.from} stepMillis=${series.stepMillis} values=${lines.handled} />
    </div>`
    }
  </section>`;
}

const State = ({ mapping }) =>
  html`<span class="soft">
    ${mapping.state}${mapping.lastProcessingResult && mapping.lastProcessingResult !== mapping.state ? `, last result: ${mapping.lastProcessingResult}` : ''}</span>`;

/** Before the first record that it has handled. */
const PLACES = { TRIM_HORIZON: 'its start', LATEST: 'its end' };

const Shard = ({ shard, mapping }) => html`<tr>
  <td class="mono" title=${shard.shardId}>${short(shard.shardId, 28)}${shard.open === false && html`
    <span class="soft"> closed</span>`}</td>
  <td><${ShardLane} mapping=${mapping} shardId=${shard.shardId} /></td>
  <td class="number">${number(shard.lagRecords ?? 0)}${shard.isMoreUnread ? html`
    <span title="The stream has more that is not read yet">+</span>` : ''}</td>
  <td class="number">${shard.ageMillis ? duration(shard.ageMillis) : '–'}</td>
  <td class="mono" title=${shard.position}>${PLACES[shard.position] || short(shard.position, 20)}</td>
  <td>${shard.blockedBy ? html`<a href=${href('batches', shard.blockedBy)}>batch ${shard.blockedBy}</a>
    ${shard.nextAttemptAt && html`, next try <${Countdown} to=${shard.nextAttemptAt} />`}` : html`
    <span class="soft">nothing</span>`}</td>
</tr>`;
