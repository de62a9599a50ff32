import { html } from '../lib.js';
import { Empty, Title } from '../parts/common.js';

/** An address that leads nowhere. */
export const Unknown = () =>
  html`<${Title} text="Not found" /><${Empty} text="There is no such page."><a href="#/changes">All changes</a><//>`;
