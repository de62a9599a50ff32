import { html } from '../lib.js';
import { count } from '../format.js';
import { href } from '../route.js';
import { Badge } from './badge.js';

/** The halves of a batch: each line a batch, indented below the one that it is a half of, with the part of all records that it has. */
export function Tree({ tree, current }) {
  const root = tree.find((node) => !tree.some(({ n }) => n === node.parent)) || tree[0];
  const children = (node) => tree.filter(({ parent }) => parent === node.n).sort((a, b) => a.n - b.n);
  return html`<ul class="tree">${branch(root, 0)}</ul>`;

  function branch(node, from) {
    let at = from;
    const halves = children(node).map((child) => {
      const drawn = branch(child, at);
      at += child.records;
      return drawn;
    });
    return html`<li>
      <div class="node ${node.n === current ? 'current' : ''}">
        <a href=${href('batches', node.n)} aria-current=${node.n === current ? 'true' : undefined}>Batch ${node.n}</a>
        <span class="soft">${count(node.records, 'record')}</span><${Badge} name=${node.state} />
        <svg class="part" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
          <rect class="all" width="100" height="8" />
          <rect class="own" x=${(from / root.records) * 100} width=${Math.max(1, (node.records / root.records) * 100)} height="8" /></svg>
      </div>
      ${halves.length > 0 && html`<ul>${halves}</ul>`}
    </li>`;
  }
}
