/** What an outcome is called, and its kind: good, warn, bad, wait, off or gone, each with a shape and a color of its own. */
const OUTCOMES = {
  success: ['success', 'good'],
  handled: ['handled', 'good'],
  returned: ['returned', 'warn'],
  partial: ['partial', 'warn'],
  throttled: ['throttled', 'warn'],
  retrying: ['retrying', 'warn'],
  backingOff: ['backs off', 'warn'],
  split: ['split', 'warn'],
  error: ['error', 'bad'],
  timeout: ['timeout', 'bad'],
  initError: ['init error', 'bad'],
  invalidResponse: ['invalid response', 'bad'],
  failed: ['failed', 'bad'],
  waiting: ['waiting', 'wait'],
  invoking: ['invoking', 'wait'],
  open: ['open', 'wait'],
  filtered: ['filtered', 'off'],
  notReached: ['not reached', 'off'],
  discarded: ['discarded', 'gone'],
};

export const outcome = (name) => OUTCOMES[name] || [name || '', 'off'];
