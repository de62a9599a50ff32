import { html, useEffect, useState } from '../lib.js';

/** The seconds until `to`, counting down. */
export function Countdown({ to, before = 'in ', done = 'now' }) {
  const [, tick] = useState(0);
  const left = Math.max(0, Date.parse(to) - Date.now());
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), 250);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.ceil(left / 1000);
  const text = seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return html`<span class="countdown" role="timer">${left ? before + text : done}</span>`;
}
