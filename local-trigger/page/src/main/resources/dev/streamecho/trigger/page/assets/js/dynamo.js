const byName = ([a], [b]) => (a < b ? -1 : a > b ? 1 : 0);

/** A leaf in one line, in the form `plain` or `dynamodb`. */
function leaf(value, form) {
  const [[type, content]] = Object.entries(value);
  if (form === 'dynamodb') return `{"${type}": ${JSON.stringify(content)}}`;
  if (type === 'N') return content;
  if (type === 'NULL') return 'null';
  if (type === 'NS') return `[${content.join(', ')}]`;
  return JSON.stringify(content, null, 0);
}

const BRACKETS = {
  plain: { M: ['{', '}'], L: ['[', ']'] },
  dynamodb: { M: ['{"M": {', '}}'], L: ['{"L": [', ']}'] },
};

const nested = (value) => (value && value.M ? 'M' : value && value.L ? 'L' : '');

const children = (value) =>
  value.M ? Object.entries(value.M).sort(byName) : value.L.map((element, index) => [index, element]);

const label = (name) => (typeof name === 'string' ? `${JSON.stringify(name)}: ` : '');

/** A value as lines of text; numbers keep all their digits. */
function lines(name, value, depth, form, comma) {
  const space = '  '.repeat(depth);
  const type = nested(value);
  if (!type) return [space + label(name) + leaf(value, form) + comma];
  const [open, close] = BRACKETS[form][type];
  const inner = children(value);
  if (!inner.length) return [space + label(name) + open + close + comma];
  return [
    space + label(name) + open,
    ...inner.flatMap(([child, element], index) =>
      lines(child, element, depth + 1, form, index < inner.length - 1 ? ',' : ''),
    ),
    space + close + comma,
  ];
}

/** An item as text, in the form `plain` or `dynamodb`. */
export function text(item, form = 'plain') {
  const members = Object.entries(item).sort(byName);
  if (!members.length) return '{}';
  const comma = (index) => (index < members.length - 1 ? ',' : '');
  return ['{', ...members.flatMap(([name, value], index) => lines(name, value, 1, form, comma(index))), '}'].join('\n');
}

/** Whether plain JSON says all of an item: it knows neither sets nor binaries. */
export const isPlain = (value) =>
  Object.entries(value).every(([, member]) => {
    const [[type, content]] = Object.entries(member);
    if (type === 'M') return isPlain(content);
    if (type === 'L') return isPlain(Object.fromEntries(content.entries()));
    return ['S', 'N', 'BOOL', 'NULL'].includes(type);
  });

/** One attribute in one short line. */
export const brief = (value) => {
  const type = nested(value);
  if (!type) return leaf(value, 'plain');
  const inner = children(value)
    .map(([name, element]) => label(name) + brief(element))
    .join(', ');
  return type === 'M' ? `{${inner}}` : `[${inner}]`;
};

/** Two items beside each other: `[{kind, left, right}]`, where `kind` is same, changed, removed or added. */
export function difference(before, after, form = 'plain') {
  const rows = [];
  compareMembers(rows, { M: before }, { M: after }, 0, form);
  return rows;
}

function compareMembers(rows, before, after, depth, form) {
  const left = new Map(children(before));
  const right = new Map(children(after));
  const names = [...new Set([...left.keys(), ...right.keys()])].sort((a, b) => (a < b ? -1 : 1));
  const last = (side) => [...side.keys()].pop();
  const [lastLeft, lastRight] = [last(left), last(right)];
  for (const name of names) {
    compare(rows, name, left.get(name), right.get(name), depth, form, [
      name === lastLeft ? '' : ',',
      name === lastRight ? '' : ',',
    ]);
  }
}

function compare(rows, name, before, after, depth, form, [commaLeft, commaRight]) {
  const left = before ? lines(name, before, depth, form, commaLeft) : [];
  const right = after ? lines(name, after, depth, form, commaRight) : [];
  const type = nested(before);
  const same =
    before &&
    after &&
    lines(name, before, depth, 'dynamodb', '').join() === lines(name, after, depth, 'dynamodb', '').join();
  if (!same && type && type === nested(after) && left.length > 1 && right.length > 1) {
    rows.push({ kind: 'same', left: left[0], right: right[0] });
    compareMembers(rows, before, after, depth + 1, form);
    rows.push({ kind: 'same', left: left.at(-1), right: right.at(-1) });
    return;
  }
  const kind = same ? 'same' : !before ? 'added' : !after ? 'removed' : 'changed';
  for (let line = 0; line < Math.max(left.length, right.length); line++) {
    rows.push({ kind, left: left[line], right: right[line] });
  }
}
