import { html, useLayoutEffect, useRef, useState } from '../lib.js';
import { useKeys } from '../keys.js';

/** The height of a row in pixels, as in the style sheet. */
const HEIGHT = 32;
const SPARE = 6;

/**
 * A table of which only the rows in sight are drawn. `rows` has `size`, `at(index)` and `indexOf(n)`; the row that is in
 * sight stays where it is when rows come in above it, unless the table is scrolled to the top, as it is when `toTop` changes.
 * `place` keeps the active row and the one in sight, so that one comes back to them.
 */
export function RowTable({
  rows,
  label,
  head,
  cells,
  revision,
  toTop,
  place,
  onOpen,
  onTop,
  onEnd,
  rowClass = () => '',
}) {
  const scroller = useRef(null);
  const isNew = useRef(true);
  const [view, setView] = useState({ top: 0, height: 600 });
  const [active, setActive] = useState(place.active);
  const first = Math.max(0, Math.floor(view.top / HEIGHT) - SPARE);
  const end = Math.min(rows.size, first + Math.ceil(view.height / HEIGHT) + 2 * SPARE);

  const measure = () => {
    const { scrollTop, clientHeight } = scroller.current;
    const index = Math.floor(scrollTop / HEIGHT);
    place.anchor = scrollTop < HEIGHT ? 0 : rows.at(index)?.n || 0;
    if (scrollTop !== view.top || clientHeight !== view.height) setView({ top: scrollTop, height: clientHeight });
    onTop?.(scrollTop < HEIGHT);
    if ((index + 60) * HEIGHT + clientHeight > rows.size * HEIGHT) onEnd?.();
  };
  useLayoutEffect(() => {
    const observer = new ResizeObserver(measure);
    observer.observe(scroller.current);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    if (isNew.current && rows.has(place.anchor)) scroller.current.scrollTop = rows.indexOf(place.anchor) * HEIGHT;
    else {
      place.anchor = 0;
      scroller.current.scrollTop = 0;
    }
    isNew.current = false;
  }, [toTop]);
  useLayoutEffect(() => {
    if (!place.anchor) return;
    const shift = rows.indexOf(place.anchor) - Math.floor(scroller.current.scrollTop / HEIGHT);
    if (shift > 0) scroller.current.scrollTop += shift * HEIGHT;
  }, [revision]);

  const activate = (n) => {
    place.active = n;
    setActive(n);
  };
  const move = (index) => {
    const bounded = Math.max(0, Math.min(rows.size - 1, index));
    if (!rows.size) return;
    activate(rows.at(bounded).n);
    const { scrollTop, clientHeight } = scroller.current;
    const top = bounded * HEIGHT;
    // The head of the table covers the first row's height.
    if (top < scrollTop) scroller.current.scrollTop = top;
    else if (top + 2 * HEIGHT > scrollTop + clientHeight) scroller.current.scrollTop = top + 2 * HEIGHT - clientHeight;
  };
  const step = (by) => {
    scroller.current.focus();
    move(active && rows.has(active) ? rows.indexOf(active) + by : Math.floor(scroller.current.scrollTop / HEIGHT));
  };
  const open = () => rows.has(active) && onOpen(rows.at(rows.indexOf(active)));
  const page = Math.max(1, Math.floor(view.height / HEIGHT) - 2);
  const moves = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    PageDown: () => step(page),
    PageUp: () => step(-page),
    Home: () => move(0),
    End: () => move(rows.size - 1),
    Enter: open,
  };
  const pressed = (event) => {
    const run = !event.ctrlKey && !event.metaKey && !event.altKey && moves[event.key];
    if (!run) return;
    event.preventDefault();
    run();
  };
  useKeys([
    { keys: 'j', text: 'Next row', run: () => step(1) },
    { keys: 'k', text: 'Row before', run: () => step(-1) },
  ]);

  const clicked = (event, row) => {
    // The link in the row opens another window then.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    activate(row.n);
    onOpen(row);
  };

  const drawn = [];
  for (let index = first; index < end; index++) drawn.push(line(index));
  function line(index) {
    const row = rows.at(index);
    return html`
      <div key=${row.n} id=${`row-${row.n}`} class="row ${row.n === active ? 'active' : ''} ${rowClass(row)}" role="row" aria-rowindex=${index + 2}
      aria-selected=${row.n === active} style=${{ transform: `translateY(${index * HEIGHT}px)` }}
      onClick=${(event) => clicked(event, row)}>${cells(row).map((cell, at) => html`
        <div role="gridcell" class=${head[at].class}>${cell}</div>`)}</div>`;
  }
  return html`
    <div class="table" ref=${scroller} role="grid" tabindex="0" aria-label=${label} aria-rowcount=${rows.size + 1}
    aria-activedescendant=${active && rows.has(active) ? `row-${active}` : undefined} onScroll=${measure} onKeyDown=${pressed}>
    <div class="row head" role="row" aria-rowindex="1">${head.map((column) => html`
      <div role="columnheader" class=${column.class}>${column.text}</div>`)}</div>
    <div class="lines" role="rowgroup" style=${{ height: `${rows.size * HEIGHT}px` }}>${drawn}</div>
  </div>`;
}
