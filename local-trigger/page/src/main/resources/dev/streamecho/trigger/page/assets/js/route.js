import { useEffect, useState } from './lib.js';

/** The address behind `#`: `{view, id, query}`. */
export function parse(hash) {
  const [path, search = ''] = hash.replace(/^#\/?/, '').split('?');
  const [view, ...rest] = path.split('/').map(decode);
  return { view: view || 'changes', id: rest.join('/'), query: Object.fromEntries(new URLSearchParams(search)) };
}

function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export function href(view, id = '', values = {}) {
  const present = Object.entries(values).filter(([, value]) => value !== undefined && value !== '');
  const search = present.length ? `?${new URLSearchParams(present)}` : '';
  return `#/${view}${id === '' ? '' : `/${encodeURIComponent(id)}`}${search}`;
}

export const go = (address) => {
  location.hash = address;
};

/** Changes the address without an entry in the history, as while one types. */
export function replace(address) {
  history.replaceState(null, '', address);
  dispatchEvent(new HashChangeEvent('hashchange'));
}

export function useRoute() {
  const [route, setRoute] = useState(() => parse(location.hash));
  useEffect(() => {
    const changed = () => setRoute(parse(location.hash));
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  }, []);
  return route;
}
