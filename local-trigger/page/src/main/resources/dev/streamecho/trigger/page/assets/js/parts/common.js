import { html, useEffect, useRef, useState } from '../lib.js';
import { say } from '../store.js';

/** A page's title and what can be done on it. The title gets the focus when the page is opened. */
export function Title({ text, badge, children, back }) {
  const heading = useRef(null);
  useEffect(() => {
    document.title = `${text} · Stream Echo`;
  }, [text]);
  useEffect(() => heading.current.focus({ preventScroll: true }), []);
  return html`<header class="title">
    ${back && html`<a class="back" href=${back.href}>‹ ${back.text}</a>`}
    <h1 tabindex="-1" ref=${heading}>${text}</h1>${badge}
    <div class="actions">${children}</div>
  </header>`;
}

export const Section = ({ title, children, tools, id }) => html`<section aria-labelledby=${id}>
  <div class="section-head"><h2 id=${id}>${title}</h2>${tools}</div>
  ${children}
</section>`;

/** What to do where there is nothing yet. */
export const Empty = ({ text, command, children }) => html`<div class="empty">
  <p>${text}</p>
  ${command && html`<${Command} text=${command} />`}
  ${children}
</div>`;

/** A command for the terminal, with a button that copies it. */
export const Command = ({ text }) => html`<div class="command"><code>${text}</code><${Copy} text=${text} /></div>`;

export function Copy({ text, label = 'Copy', kind = 'quiet' }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(typeof text === 'function' ? await text() : text);
      setCopied(true);
      setTimeout(() => setCopied(false), 2000);
    } catch (failure) {
      say(`Not copied: ${failure.message}`, true);
    }
  };
  return html`<button type="button" class=${kind} onClick=${copy}>${copied ? 'Copied' : label}</button>`;
}

/** Names and values; a value that is missing is left out. */
export const Facts = ({ facts }) => html`<dl class="facts">
  ${facts.filter(([, value]) => value !== undefined && value !== null && value !== false && value !== '').map(([name, value, wide]) => html`
    <div class=${wide ? 'wide' : ''}><dt>${name}</dt><dd>${value}</dd></div>`)}
</dl>`;

/** A choice of a few, as buttons of which one is pressed. */
export const Choice = ({
  label,
  options,
  value,
  onChoose,
}) => html`<div class="choice" role="group" aria-label=${label}>
  ${options.map(([key, text]) => html`
    <button type="button" aria-pressed=${key === value} onClick=${() => onChoose(key)}>${text}</button>`)}
</div>`;

/** What went wrong, where it went wrong. */
export const Failure = ({ failure, id }) =>
  html`<p class="failure" id=${id} role="alert">${failure && html`<span class="sign" aria-hidden="true">!</span>
    ${failure.message || failure}`}</p>`;

/** Runs `action` for a button that cannot be pressed twice meanwhile, and says what went wrong. */
export function Action({ text, run, kind = '', disabled, title }) {
  const [busy, setBusy] = useState(false);
  const press = async () => {
    setBusy(true);
    try {
      await run();
    } catch (failure) {
      say(failure.message, true);
    } finally {
      setBusy(false);
    }
  };
  return html`<button type="button" class=${kind} disabled=${busy || disabled} title=${title} onClick=${press}>${text}
    </button>`;
}
