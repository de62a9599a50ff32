import { html, useMemo } from '../lib.js';
import { outcome } from '../outcomes.js';
import { rows, useStore } from '../store.js';

const MILLIS = 300000;
const BINS = 100;
/** The worst first: a bin has the color of the worst outcome in it. */
const KINDS = ['gone', 'bad', 'warn', 'wait', 'good', 'off'];

/** What went through a shard in the last minutes: a bar for each few seconds, as high as there were records. */
export function ShardLane({ mapping, shardId }) {
  const tick = useStore((state) => Math.ceil(state.revision / 5));
  const bins = useMemo(() => gathered(mapping, shardId), [mapping, shardId, tick]);
  const most = Math.max(1, ...bins.map((bin) => bin.count));
  const total = bins.reduce((sum, bin) => sum + bin.count, 0);
  return html`
    <svg class="shard-lane" viewBox="0 0 ${BINS * 3} 24" preserveAspectRatio="none" role="img" aria-label=${`${total} records in the last 5 minutes`}>
    <rect class="track" y="23" width=${BINS * 3} height="1" />
    ${bins.map((bin, index) => bin.count > 0 && html`
      <rect class=${`bar ${KINDS[bin.worst]}`} x=${index * 3} width="2" y=${23 - height(bin.count, most)} height=${height(bin.count, most)} />`)}
  </svg>`;
}

const height = (count, most) => 4 + 19 * (count / most);

function gathered(mapping, shardId) {
  const bins = Array.from({ length: BINS }, () => ({ count: 0, worst: KINDS.length - 1 }));
  const end = Date.now();
  for (let index = 0; index < rows.size; index++) {
    const row = rows.at(index);
    const age = end - Date.parse(row.at);
    if (age > MILLIS) break;
    if (row.mapping !== mapping || row.shardId !== shardId) continue;
    const bin = bins[Math.min(BINS - 1, Math.max(0, BINS - 1 - Math.floor((age / MILLIS) * BINS)))];
    bin.count++;
    bin.worst = Math.min(bin.worst, KINDS.indexOf(outcome(row.outcome)[1]));
  }
  return bins;
}
