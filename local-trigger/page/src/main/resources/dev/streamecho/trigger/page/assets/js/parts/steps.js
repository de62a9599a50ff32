import { html } from '../lib.js';
import { clock, duration, withoutColors } from '../format.js';
import { href } from '../route.js';
import { indent } from '../json.js';
import { Badge } from './badge.js';
import { Countdown } from './countdown.js';

const WORDS = {
  written: 'Written',
  read: 'Read',
  filtered: 'Filtered',
  waiting: 'Waits',
  invoking: 'Invoked',
  resent: 'Sent again',
  attempt: 'Attempt',
  split: 'Split',
  retry: 'Backs off',
  discarded: 'Discarded',
  handled: 'Handled',
};
const KINDS = {
  filtered: 'off',
  waiting: 'wait',
  invoking: 'wait',
  retry: 'warn',
  split: 'warn',
  discarded: 'gone',
  handled: 'good',
};

/** The way of a record or a batch, step by step, with the time since the first one. */
export function Steps({ steps }) {
  const start = steps.length ? Date.parse(steps[0].at) : 0;
  return html`<ol class="steps">${steps.map((step) => html`<${Step} step=${step} start=${start} />`)}</ol>`;
}

function Step({ step, start }) {
  const since = Date.parse(step.at) - start;
  return html`<li class="step ${KINDS[step.kind] || ''}">
    <div class="when"><time datetime=${step.at}>${clock(step.at)}</time><span>${since > 0 ? `+${duration(since)}` : ''}
      </span></div>
    <div class="what">
      <p><strong>${WORDS[step.kind] || step.kind}</strong> ${step.text}
        ${step.until && Date.parse(step.until) > Date.now() && html` <${Countdown} to=${step.until} />`}</p>
      <${Outcome} step=${step} />
      <${Result} step=${step} />
    </div>
  </li>`;
}

const Outcome = ({ step }) =>
  (step.result || step.batch || step.requestId) &&
  html`<p class="line-up">
  ${step.result && html`<${Badge} name=${step.result} />`}
  ${step.durationMillis !== undefined && html`<span>${duration(step.durationMillis)}</span>`}
  ${step.batch && html`<a href=${href('batches', step.batch)}>batch ${step.batch}</a>`}
  ${step.requestId && html`<span class="soft mono">${step.requestId}</span>`}
</p>`;

/** What the function said: its error with the stack trace, its answer, its log lines. */
export function Result({ step }) {
  return html`
    ${
      step.error &&
      html`<div class="error"><p><strong>${step.error.type}</strong>
        ${step.error.message ? `: ${step.error.message}` : ''}</p>
      ${step.error.stackTrace?.length ? html`<details><summary>Stack trace</summary><pre tabindex="0">
        ${step.error.stackTrace.join('\n')}</pre></details>` : ''}</div>`
    }
    ${step.response && html`<details><summary>Response</summary><pre tabindex="0">${indent(asText(step.response))}</pre>
      </details>`}
    ${step.log?.length ? html`<details open=${Boolean(step.error)}>
      <summary>Log, ${step.log.length} ${step.log.length === 1 ? 'line' : 'lines'}</summary><pre tabindex="0">
      ${step.log.map(withoutColors).join('\n')}</pre></details>` : ''}`;
}

const asText = (value) => (typeof value === 'string' ? value : JSON.stringify(value));
