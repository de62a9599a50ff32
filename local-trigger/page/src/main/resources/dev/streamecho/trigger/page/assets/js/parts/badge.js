import { html } from '../lib.js';
import { outcome } from '../outcomes.js';

const SHAPES = {
  good: html`<circle cx="8" cy="8" r="7" /><path class="mark" d="M4.8 8.3 7 10.5l4.3-5" />`,
  warn: html`<path d="M8 1 15.5 14.5H.5z" /><path class="mark" d="M8 6v4M8 12v.5" />`,
  bad: html`<path d="M5 1h6l4 4v6l-4 4H5l-4-4V5z" /><path class="mark" d="m5.5 5.5 5 5m0-5-5 5" />`,
  wait: html`<circle class="ring" cx="8" cy="8" r="6.2" /><path class="line" d="M8 4.5V8l2.5 1.5" />`,
  off: html`<circle class="ring dashed" cx="8" cy="8" r="6.2" /><path class="line" d="M5.5 8h5" />`,
  gone: html`<rect x="1" y="1" width="14" height="14" rx="2" /><path class="mark" d="m5 5 6 6m0-6-6 6" />`,
};

/** The shape of a kind of outcome. The word beside it says the same. */
export const Shape = ({ kind }) =>
  html`<svg class="shape ${kind}" viewBox="0 0 16 16" aria-hidden="true">${SHAPES[kind]}</svg>`;

/** An outcome as a shape and a word. */
export function Badge({ name }) {
  const [word, kind] = outcome(name);
  return html`<span class="badge ${kind}"><${Shape} kind=${kind} />${word}</span>`;
}
