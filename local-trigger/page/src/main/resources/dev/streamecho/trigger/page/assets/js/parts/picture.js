import { html } from '../lib.js';

const COLUMN = 244;
const ROW = 88;
const WIDTH = 164;
const HEIGHT = 52;

const x = ({ column }) => column * COLUMN + 1;
const y = ({ row }) => row * ROW + 18;

const cut = (text, length) => (text.length > length ? `${text.slice(0, length - 1)}…` : text);

/** The definition as boxes and lines with counts. Each box can be chosen. */
export function Picture({ nodes, edges, height, chosen, onChoose }) {
  const columns = Math.max(...nodes.map(({ column }) => column)) + 1;
  const width = (columns - 1) * COLUMN + WIDTH + 2;
  const pressed = (event, key) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    onChoose(key);
  };
  return html`<div class="picture" tabindex="0" role="region" aria-label="Picture of the definition">
    <svg viewBox=${`0 0 ${width} ${height * ROW}`} style=${{ maxWidth: `${width}px` }}>
    ${edges.map((edge) => html`<${Edge} edge=${edge} early=${edges.filter(({ to }) => to === edge.to).length > 1} />`)}
    ${nodes.map(
      (
        node,
      ) => html`
        <g class="box ${node.kind}" role="button" tabindex="0" aria-pressed=${node.key === chosen} aria-label=${`${node.id}, ${node.kind}, ${node.sub}`} transform=${`translate(${x(node)} ${y(node)})`}
      onClick=${() => onChoose(node.key)} onKeyDown=${(event) => pressed(event, node.key)}>
      <title>${node.id}</title><rect width=${WIDTH} height=${HEIGHT} rx="8" /><text class="name" x="12" y="22">
        ${cut(node.name || node.id, 18)}</text><text class="sub" x="12" y="40">
        ${cut(node.sub && node.sub !== node.kind && node.kind !== 'stream' ? `${node.kind} · ${node.sub}` : node.sub || node.kind, 23)}</text>
    </g>`,
    )}
  </svg></div>`;
}

/** A line with its counts: in the middle, or near its start if several end in the same box. */
function Edge({ edge: { from, to, text }, early }) {
  const [x1, y1, x2, y2] = [x(from) + WIDTH, y(from) + HEIGHT / 2, x(to), y(to) + HEIGHT / 2];
  const half = (x1 + x2) / 2;
  const [textX, textY, anchor] = early ? [x1 + 6, y1, 'start'] : [half, (y1 + y2) / 2, 'middle'];
  return html`<g class="edge"><path d=${`M${x1} ${y1}C${half} ${y1} ${half} ${y2} ${x2 - 6} ${y2}`} />
    <path class="tip" d=${`M${x2} ${y2}l-7 -4v8z`} />
    ${text.split(', ').map((line, index) => html`<text x=${textX} y=${textY + (index ? 16 : -8)} text-anchor=${anchor}>
      ${line}</text>`)}</g>`;
}
