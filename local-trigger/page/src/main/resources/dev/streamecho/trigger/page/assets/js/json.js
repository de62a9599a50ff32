/** Where a text stops being JSON: `{message, line, column, offset}`, or null if it is JSON throughout. */
export function mistake(text) {
  try {
    new Check(text).whole();
    return null;
  } catch (found) {
    if (!(found instanceof Found)) throw found;
    const before = text.slice(0, found.offset).split('\n');
    return {
      message: found.message,
      line: before.length,
      column: before[before.length - 1].length + 1,
      offset: found.offset,
    };
  }
}

/** JSON with a line for each member; numbers keep all their digits. A text that is not JSON stays as it is. */
export function indent(text) {
  if (mistake(text)) return text;
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[-+.\w]+|[{}[\],:]/g);
  let depth = 0;
  let result = '';
  const line = () => `\n${'  '.repeat(depth)}`;
  tokens.forEach((token, index) => {
    const last = tokens[index - 1];
    const empty = (last === '{' && token === '}') || (last === '[' && token === ']');
    if ('}]'.includes(token)) {
      depth--;
      if (!empty) result += line();
    } else if (last && '{['.includes(last)) result += line();
    result += token;
    if ('{['.includes(token)) depth++;
    if (token === ':') result += ' ';
    if (token === ',') result += line();
  });
  return result;
}

class Found extends Error {
  constructor(message, offset) {
    super(message);
    this.offset = offset;
  }
}

class Check {
  #text;
  #at = 0;

  constructor(text) {
    this.#text = text;
  }

  whole() {
    this.#value('a value');
    if (this.#peek()) throw new Found(`nothing is expected after the value, but there is ${this.#here()}`, this.#at);
  }

  #value(wanted) {
    const next = this.#peek();
    if (next === '{') return this.#members('}', () => this.#member());
    if (next === '[') return this.#members(']', () => this.#value('a value'));
    if (next === '"') return this.#string();
    const word = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?)(?![\w.])/.exec(
      this.#text.slice(this.#at, this.#at + 400),
    );
    if (!word) throw new Found(`${wanted} is expected, but there is ${this.#here()}`, this.#at);
    this.#at += word[0].length;
  }

  #members(end, member) {
    this.#at++;
    if (this.#peek() === end) {
      this.#at++;
      return;
    }
    for (;;) {
      member();
      const next = this.#peek();
      if (next !== ',' && next !== end)
        throw new Found(`"," or "${end}" is expected, but there is ${this.#here()}`, this.#at);
      this.#at++;
      if (next === end) return;
    }
  }

  #member() {
    if (this.#peek() !== '"')
      throw new Found(`a name in double quotes is expected, but there is ${this.#here()}`, this.#at);
    this.#string();
    if (this.#peek() !== ':') throw new Found(`":" is expected after the name, but there is ${this.#here()}`, this.#at);
    this.#at++;
    this.#value('a value');
  }

  #string() {
    const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
    string.lastIndex = this.#at;
    if (!string.test(this.#text))
      throw new Found('the string does not end, or has an escape that JSON does not know', this.#at);
    this.#at = string.lastIndex;
  }

  #peek() {
    while (/\s/.test(this.#text[this.#at] || '')) this.#at++;
    return this.#text[this.#at];
  }

  #here() {
    return this.#at < this.#text.length ? JSON.stringify(this.#text[this.#at]) : 'the end';
  }
}
