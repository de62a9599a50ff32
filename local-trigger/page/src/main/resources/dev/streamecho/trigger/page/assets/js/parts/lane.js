import { html } from '../lib.js';
import { duration } from '../format.js';
import { outcome } from '../outcomes.js';

const WIDTH = 1000;
const LEAST = 6;

/** The attempts of a batch as bars on a line of time, and the back-off between them. */
export function Lane({ attempts, next }) {
  if (!attempts.length) return null;
  const start = Date.parse(attempts[0].at);
  const ends = attempts.map((attempt) => Date.parse(attempt.at) + (attempt.durationMillis || 0));
  const end = Math.max(...ends, next ? Date.parse(next) : 0, start + 1);
  const x = (time) => ((time - start) / (end - start)) * (WIDTH - 2 * LEAST);
  const text = attempts
    .map(
      (attempt, index) =>
        `attempt ${index + 1} ${outcome(attempt.result)[0]} after ${duration(attempt.durationMillis)}`,
    )
    .join(', ');
  return html`<figure class="lane">
    <svg viewBox=${`0 0 ${WIDTH} 24`} preserveAspectRatio="none" role="img" aria-label=${text}>
      <rect class="track" x="0" y="10" width=${WIDTH} height="4" />
      ${attempts.map((attempt, index) => html`
        <rect class="bar ${outcome(attempt.result)[1]}" x=${x(Date.parse(attempt.at))} y="2" rx="2" height="20" width=${Math.max(LEAST, x(ends[index]) - x(Date.parse(attempt.at)))} />`)}
      ${next && html`<rect class="bar next" x=${x(Date.parse(next))} y="2" rx="2" height="20" width=${LEAST} />`}
    </svg><figcaption><span>0</span><span>${duration(end - start)}</span></figcaption></figure>`;
}
