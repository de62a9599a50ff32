import { html, useState } from '../lib.js';
import { clock, number } from '../format.js';

const HEIGHT = 96;

/** A series of numbers over the last minutes. The pointer reads single values. */
export function Plot({ title, unit, from, stepMillis, values }) {
  const [at, setAt] = useState(-1);
  const known = values.filter((value) => value !== null && value !== undefined);
  const top = ceiling(Math.max(0, ...known));
  const start = Date.parse(from);
  const last = known.length ? `${number(known[known.length - 1])} ${unit}` : 'nothing yet';
  const summary = `${last}${known.length ? `, up to ${number(Math.max(...known))}` : ''}`;
  const read = (event) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    setAt(Math.max(0, Math.min(values.length - 1, Math.floor(((event.clientX - left) / width) * values.length))));
  };
  return html`<figure class="plot">
    <figcaption><strong>${title}</strong> <span class="soft">
      ${at < 0 ? summary : `${values[at] === null ? 'none' : `${number(values[at])} ${unit}`} at ${clock(start + at * stepMillis).slice(0, 8)}`}
      </span></figcaption>
    <div class="plot-area">
      <div class="scale" aria-hidden="true"><span>${number(top)}</span><span>0</span></div>
      <svg viewBox=${`0 0 ${values.length} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label=${`${title}: ${summary}`} onPointerMove=${read} onPointerLeave=${() => setAt(-1)}>
        <path class="grid" d=${`M0 .5H${values.length}M0 ${HEIGHT / 2}H${values.length}M0 ${HEIGHT - 0.5}H${values.length}`} />
        <path class="area" d=${`${line(values, top)}L${values.length} ${HEIGHT}L0 ${HEIGHT}z`} />
          <path class="curve" d=${line(values, top)} />
        ${at >= 0 && html`<path class="cursor" d=${`M${at + 0.5} 0V${HEIGHT}`} />`}
      </svg>
    </div>
    <div class="times" aria-hidden="true"><span>${clock(start).slice(0, 5)}</span><span>
      ${clock(start + (values.length / 2) * stepMillis).slice(0, 5)}</span><span>now</span></div>
  </figure>`;
}

/** The next number that one reads easily: 1, 2 or 5 times a power of ten. */
function ceiling(most) {
  if (most <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  return [1, 2, 5, 10].map((factor) => factor * power).find((value) => value >= most);
}

/** A line through the known values; seconds without a value have that of the second before. */
function line(values, top) {
  let path = '';
  let before = 0;
  values.forEach((value, index) => {
    before = value ?? before;
    path += `${index ? 'L' : 'M'}${index} ${Number((HEIGHT - (Math.min(before, top) / top) * HEIGHT).toFixed(1))}`;
  });
  return path || 'M0 0';
}
