import { html, useEffect, useState } from '../lib.js';
import { object, read, send } from '../api.js';
import { duration } from '../format.js';
import { mistake } from '../json.js';
import { say, useStore } from '../store.js';
import { Badge } from '../parts/badge.js';
import { Action, Failure, Section, Title } from '../parts/common.js';
import { Confirm } from '../parts/dialog.js';
import { Editor } from '../parts/editor.js';
import { Pending } from '../parts/load.js';
import { Result } from '../parts/steps.js';
import { sample } from '../sample.js';

const FILE_NAME = /^[\w.-]+$/;

/** An event that is edited and sent to a function: of a record, of a batch, or a new one. */
export function Send({ query }) {
  const run = useStore((state) => state.run);
  const [start, setStart] = useState(null);
  const [failure, setFailure] = useState(null);
  useEffect(() => {
    if (run) first(run, query).then(setStart, setFailure);
  }, [Boolean(run), query.record, query.batch, query.function]);
  if (!start) return html`<${Title} text="Send an event" /><${Pending} failure=${failure} />`;
  return html`<${Form} key=${`${start.from}`} start=${start} functions=${run.functions || []} />`;
}

async function first(run, { record, batch, function: name }) {
  if (record) {
    const found = await read(`/records/${record}`);
    return { from: `record ${record}`, function: found.function, event: { Records: [found.functionEvent] } };
  }
  if (batch) {
    const found = await read(`/batches/${batch}`);
    return { from: `batch ${batch}`, function: found.function, event: found.event };
  }
  return { from: '', function: name || run.functions?.[0]?.function, event: sample(run, name) };
}

function Form({ start, functions }) {
  const [name, setName] = useState(start.function);
  const [event, setEvent] = useState(JSON.stringify(start.event, null, 2));
  const [file, setFile] = useState(start.from.replace(' ', '-') || 'my-event');
  const [answer, setAnswer] = useState(null);
  const [refused, setRefused] = useState(null);
  const [taken, setTaken] = useState(null);
  const wrong = Boolean(mistake(event));
  const invoke = async () => {
    setRefused(null);
    try {
      setAnswer(await send(`/functions/${encodeURIComponent(name)}/invoke`, object({ event })));
    } catch (failure) {
      setRefused(failure);
    }
  };
  const save = async (replace) => {
    const members = { name: JSON.stringify(file), event, replace: replace ? 'true' : undefined };
    try {
      const saved = await send('/events-files', object(members));
      say(`Saved as ${saved.file}.`);
    } catch (failure) {
      if (failure.status !== 409) throw failure;
      setTaken(failure);
    }
  };
  return html`<${Title} text="Send an event">${start.from && html`<span class="soft">from ${start.from}</span>`}<//>
    <div class="form">
      <div class="field"><label for="function">Function</label>
        <select id="function" value=${name} onChange=${(change) => setName(change.target.value)}>
        ${functions.map(({ function: each }) => html`<option value=${each}>${each}</option>`)}</select></div>
      <${Action} text="Send" kind="primary" disabled=${wrong || !name} run=${invoke} title="Ctrl Enter" />
      <div class="field"><label for="file">File under events/</label>
        <input id="file" value=${file} spellcheck=${false} aria-invalid=${!FILE_NAME.test(file)} aria-describedby="file-wrong" onInput=${(change) => setFile(change.target.value)} /></div>
      <${Action} text="Save" disabled=${wrong || !FILE_NAME.test(file)} run=${() => save(false)} />
      <${Failure} id="file-wrong" failure=${FILE_NAME.test(file) ? null : 'A file name has letters, digits, ".", "-" and "_".'} />
    </div>
    <${Editor} id="event" label="Event" value=${event} rows="20" refused=${refused} onSubmit=${invoke} onInput=${(
      text,
    ) => {
      setEvent(text);
      setRefused(null);
    }} />
    ${
      answer &&
      html`<${Section} title="Answer" id="answer"><div class="answer-of" role="status">
      <p class="line-up"><${Badge} name=${answer.result} /><span>${duration(answer.durationMillis)}</span></p>
      <${Result} step=${answer} /></div><//>`
    }
    ${taken && html`<${Confirm} title="Replace the file" yes="Replace" run=${() => save(true)} onClose=${() => setTaken(null)}>
      <p>${taken.message}</p><//>`}`;
}
