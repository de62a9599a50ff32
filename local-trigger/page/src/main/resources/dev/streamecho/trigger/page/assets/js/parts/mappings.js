import { html, useState } from '../lib.js';
import { send } from '../api.js';
import { refreshStatus } from '../live.js';
import { say } from '../store.js';
import { Action } from './common.js';
import { Move } from './move.js';

const isOn = (mapping) => /^Enabl|^Updating|^Creating/.test(mapping.state || '');

/** Pauses a mapping and lets it go on; moves its position. */
export function MappingTools({ mapping }) {
  const [at, setAt] = useState('');
  const on = isOn(mapping);
  const path = `/mappings/${encodeURIComponent(mapping.mapping)}`;
  const change = async () => {
    await send(`${path}/${on ? 'disable' : 'enable'}`);
    say(
      on
        ? `${mapping.mapping} is disabled: it reads nothing until it is enabled.`
        : `${mapping.mapping} is enabled and goes on where it stopped.`,
    );
    await refreshStatus();
  };
  return html`<div class="actions">
    ${mapping.shards?.length > 0 && html`
      <button type="button" onClick=${() => setAt('TRIM_HORIZON')}>From the start</button>
      <button type="button" onClick=${() => setAt('LATEST')}>Skip to the end</button>`}
    <${Action} text=${on ? 'Disable' : 'Enable'} run=${change} />
    ${at && html`<${Move} mapping=${mapping.mapping} at=${at} onClose=${() => setAt('')} />`}
  </div>`;
}
