import { Changes } from './views/changes.js';
import { Record } from './views/record.js';
import { Batch } from './views/batch.js';
import { Shards } from './views/shards.js';
import { Definition } from './views/definition.js';
import { Items } from './views/items.js';
import { Send } from './views/send.js';
import { Filters } from './views/filters.js';
import { Discarded } from './views/discarded.js';
import { Functions } from './views/functions.js';
import { Requests } from './views/requests.js';
import { Faults } from './views/faults.js';
import { Unknown } from './views/unknown.js';

/** The pages of the menu, in its order; `key` after `g` goes there. */
export const VIEWS = [
  { name: 'changes', title: 'Changes', key: 'c', View: Changes },
  { name: 'shards', title: 'Shards', key: 's', View: Shards },
  { name: 'definition', title: 'Definition', key: 'd', View: Definition },
  { name: 'items', title: 'Items', key: 'i', View: Items },
  { name: 'send', title: 'Send an event', key: 'e', View: Send },
  { name: 'filters', title: 'Filters', key: 'p', View: Filters },
  { name: 'discarded', title: 'Discarded', key: 'x', View: Discarded },
  { name: 'functions', title: 'Functions', key: 'f', View: Functions },
  { name: 'requests', title: 'Requests', key: 'r', View: Requests },
  { name: 'faults', title: 'Faults', key: 'b', View: Faults },
];

/** Pages with an address but no place of their own in the menu: `name` is the one that they belong to. */
const INNER = {
  records: { name: 'changes', View: Record },
  batches: { name: 'changes', View: Batch },
};

export const viewOf = (name) => VIEWS.find((view) => view.name === name) || INNER[name] || { name: '', View: Unknown };
