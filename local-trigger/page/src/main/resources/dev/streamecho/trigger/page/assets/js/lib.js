import { Fragment, h, render } from '/lib/preact.js';
import htm from '/lib/htm.js';

export { Fragment, render };
export { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from '/lib/hooks.js';

/** Markup as a template; what is put into it is text or an element, never markup. */
export const html = htm.bind(h);
