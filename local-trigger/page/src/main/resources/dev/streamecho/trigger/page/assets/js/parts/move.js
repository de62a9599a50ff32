import { html, useEffect, useState } from '../lib.js';
import { send } from '../api.js';
import { refreshStatus } from '../live.js';
import { say } from '../store.js';
import { Confirm } from './dialog.js';

/** Moves a mapping to another position: says first what will be delivered again. */
export function Move({ mapping, at, onClose }) {
  const [plan, setPlan] = useState(null);
  const [failure, setFailure] = useState(null);
  const path = `/mappings/${encodeURIComponent(mapping)}/position`;
  useEffect(() => {
    send(path, { at }).then(setPlan, setFailure);
  }, []);
  const run = async () => {
    if (failure) throw failure;
    await send(path, { at, confirm: true });
    say(`${mapping} reads from ${described(at)} again.`);
    await refreshStatus();
  };
  return html`<${Confirm} title=${`Move ${mapping}`} yes="Move the position" run=${run} onClose=${onClose}>
    <p>${mapping} will read from ${described(at)}.</p>
    <p class="said">
      ${failure ? failure.message : plan ? plan.message || `${plan.repeats} records are delivered again.` : 'Counting what is delivered again…'}</p>
  <//>`;
}

const described = (at) => (/^\d+$/.test(at) ? `record ${at} on` : at);
