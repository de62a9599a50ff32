/** Records in the order of their numbers, without gaps between what was loaded and what came since. */
export class Rows {
  #limit;
  /** Ascending by number. */
  #list;

  constructor(limit, list = []) {
    this.#limit = limit;
    this.#list = list;
  }

  get size() {
    return this.#list.length;
  }

  get newest() {
    return this.#list.length ? this.#list[this.#list.length - 1].n : 0;
  }

  get oldest() {
    return this.#list.length ? this.#list[0].n : 0;
  }

  /** The row at `index`, counted from the newest. */
  at(index) {
    return this.#list[this.#list.length - 1 - index];
  }

  /** Where the row `n` is, or would be, counted from the newest. */
  indexOf(n) {
    return this.#list.length - 1 - this.#search(n);
  }

  has(n) {
    return this.#list[this.#search(n)]?.n === n;
  }

  slice(from, to) {
    const end = this.#list.length;
    return this.#list.slice(Math.max(0, end - to), end - from).reverse();
  }

  copy() {
    return new Rows(this.#limit, [...this.#list]);
  }

  clear() {
    this.#list = [];
  }

  /** Adds rows, or replaces those with the same number. */
  put(added) {
    const older = [];
    for (const row of added) {
      if (row.n > this.newest) this.#list.push(row);
      else if (row.n < this.oldest) older.push(row);
      else {
        const at = this.#search(row.n);
        this.#list.splice(at, this.#list[at].n === row.n ? 1 : 0, row);
      }
    }
    if (older.length) this.#list = [...older.sort((a, b) => a.n - b.n), ...this.#list];
    else if (this.#list.length > this.#limit * 1.1) this.#list = this.#list.slice(-this.#limit);
  }

  /** Takes what a search has found now, the newest first, in place of what it found before; `all` of it, or only the newest. */
  refresh(found, all) {
    const kept = all || !found.length ? [] : this.#list.slice(0, this.#search(found[found.length - 1].n));
    this.#list = [...kept, ...[...found].reverse()];
  }

  #search(n) {
    let low = 0;
    let high = this.#list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#list[middle].n < n) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
