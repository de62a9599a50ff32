/** The parts of a definition as nodes in columns, and the ways between them: `{nodes, edges, height}`. */
export function graph(run, status) {
  const nodes = new Map();
  const edges = [];
  const add = (column, kind, id, sub, name = id) => {
    const key = `${kind}:${id}`;
    if (!nodes.has(key)) nodes.set(key, { key, column, kind, id, sub, name, at: [] });
    return nodes.get(key);
  };
  run.mappings.forEach((mapping, index) => {
    const counts = status?.mappings?.find(({ mapping: name }) => name === mapping.mapping)?.counts || {};
    const line = [...sourceNodes(add, run, mapping)];
    line.push(add(2, 'mapping', mapping.mapping, stateOf(status, mapping.mapping)));
    line.push(
      add(
        3,
        'function',
        mapping.function,
        run.functions?.find(({ function: name }) => name === mapping.function)?.runtime || '',
      ),
    );
    line.forEach((node) => node.at.push(index));
    for (let at = 1; at < line.length; at++) {
      edges.push({ from: line[at - 1], to: line[at], text: edgeText(line[at], counts) });
    }
    if (mapping.destination) {
      const destination = add(4, 'destination', mapping.destination, 'destination');
      destination.at.push(index);
      edges.push({ from: line[line.length - 1], to: destination, discarded: counts.delivered || 0 });
    }
  });
  const placed = place([...nodes.values()]);
  return { nodes: placed, edges: unique(edges), height: Math.max(1, ...placed.map(({ row }) => row + 1)) };
}

function sourceNodes(add, run, { source }) {
  if (source.table) {
    const table = run.tables?.find(({ table: name }) => name === source.table);
    return [
      add(0, 'table', source.table, table ? table.keys.map(({ name }) => name).join(', ') : ''),
      add(1, 'stream', source.table, table?.streamViewType || 'stream', 'Stream'),
    ];
  }
  return [
    add(0, source.queue ? 'queue' : 'source', source.queue || source.arn || '?', source.queue ? 'queue' : 'stream'),
  ];
}

const stateOf = (status, name) => status?.mappings?.find(({ mapping }) => mapping === name)?.state || '';

function edgeText(to, counts) {
  if (to.kind === 'mapping') return `${counts.polled || 0} read`;
  if (to.kind === 'function')
    return `${counts.invoked || 0} sent${counts.filtered ? `, ${counts.filtered} filtered` : ''}`;
  return '';
}

/** Gives each node a row: the middle of the mappings that it belongs to, or the next free one below. */
function place(nodes) {
  const middle = ({ at }) => (Math.min(...at) + Math.max(...at)) / 2;
  const free = {};
  return nodes
    .sort((a, b) => middle(a) - middle(b))
    .map((node) => {
      const row = Math.max(middle(node), free[node.column] ?? 0);
      free[node.column] = row + 1;
      node.row = row;
      return node;
    });
}

/** Mappings of one function may have one destination: its line has what came from all of them. */
function unique(edges) {
  const seen = new Map();
  for (const edge of edges) {
    const key = `${edge.from.key}>${edge.to.key}`;
    if (seen.has(key)) seen.get(key).discarded += edge.discarded;
    else seen.set(key, edge);
  }
  return [...seen.values()].map((edge) => (edge.to.kind === 'destination' ? { ...edge, text: `${edge.discarded} discarded` } : edge));
}
