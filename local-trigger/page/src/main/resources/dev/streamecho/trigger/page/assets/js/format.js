export const number = (value) => Number(value).toLocaleString('en-US', { maximumFractionDigits: 1 });

export const count = (value, noun) => `${number(value)} ${value === 1 ? noun : plural(noun)}`;

const plural = (noun) =>
  /(s|x|ch)$/.test(noun) ? `${noun}es` : noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`;

const two = (value) => String(value).padStart(2, '0');

/** The time of day with milliseconds, in the zone of the reader. */
export function clock(at) {
  const time = new Date(at);
  if (!at || Number.isNaN(time.getTime())) return '';
  return `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}.${String(time.getMilliseconds()).padStart(3, '0')}`;
}

/** A duration as one reads it: `2.8 ms`, `1.2 s`, `3 min 5 s`. */
export function duration(millis) {
  if (millis === undefined || millis === null) return '';
  if (millis < 10) return `${Number(millis.toFixed(1))} ms`;
  if (millis < 1000) return `${Math.round(millis)} ms`;
  if (millis < 60000) return `${Number((millis / 1000).toFixed(1))} s`;
  const minutes = Math.floor(millis / 60000);
  if (minutes < 60) return `${minutes} min ${Math.floor((millis % 60000) / 1000)} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

export function bytes(size) {
  if (size === undefined || size === null) return '';
  return size < 1024 ? `${number(size)} B` : `${Number((size / 1024).toFixed(1))} KB`;
}

/** An id without its middle, which nobody reads. */
export const short = (id, length = 24) =>
  id && id.length > length ? `${id.slice(0, length - 9)}…${id.slice(-8)}` : id || '';

/** Log lines without the escape sequences of a terminal. */
export const withoutColors = (line) => line.replace(/\u001b\[[0-9;]*[A-Za-z]/g, '');
