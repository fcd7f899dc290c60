// Keeps the book of what was tried, what was acknowledged and what each reader was told, and afterwards counts what must not be.
// It knows nothing of how messages travel: ledger.test.mjs shows that it finds every kind of fault.

export class Ledger {
  #attempted = new Set(); // bodies
  #acknowledged = new Map(); // thread → Map of seq → {id, body}
  #ids = new Set(); // of the acknowledged
  #readers = new Map(); // name → {threads, after, events, told, heard}

  // Bodies must differ: a message is known by its text, whatever number it comes under.
  attempt(body) {
    this.#attempted.add(body);
  }
  acknowledge({ thread_id, seq, id, body }) {
    if (!this.#acknowledged.has(thread_id)) this.#acknowledged.set(thread_id, new Map());
    this.#acknowledged.get(thread_id).set(seq, { id, body });
    this.#ids.add(id);
    for (const { threads, told, heard } of this.#readers.values())
      if (threads.has(thread_id) && told.has(id)) heard.count++;
  }
  // `threads`: those it must hear everything of that comes after number `after`.
  add_reader(name, threads, after = 0) {
    this.#readers.set(name, {
      threads: new Set(threads),
      after,
      events: [],
      told: new Set(),
      heard: { count: 0 },
    });
  }
  see(name, { thread_id, seq, id, body }) {
    const { events, told, heard } = this.#readers.get(name);
    events.push({ thread_id, seq, id, body });
    if (!told.has(id) && this.#ids.has(id)) heard.count++;
    told.add(id);
  }

  get acknowledged() {
    return this.#ids.size;
  }
  // How many acknowledged messages this reader has not been told.
  behind(name) {
    const { threads, heard } = this.#readers.get(name);
    let owed = 0;
    for (const thread of threads) owed += this.#acknowledged.get(thread)?.size ?? 0;
    return owed - heard.count;
  }

  // lost: acknowledged, never told. doubled: told twice. unexpected: told, never tried. out_of_order: told after a later one.
  // gaps: numbers left out. stale: told otherwise than it was acknowledged.
  verdict() {
    const counts = { lost: 0, doubled: 0, unexpected: 0, out_of_order: 0, gaps: 0, stale: 0 };
    for (const [name, reader] of this.#readers) {
      counts.lost += this.behind(name);
      this.#check_events(reader, counts);
    }
    return counts;
  }

  #check_events({ events, after }, counts) {
    const told = new Set();
    const last = new Map(); // thread → number
    for (const event of events) {
      const before = last.get(event.thread_id) ?? after;
      if (!this.#attempted.has(event.body)) counts.unexpected++;
      if (told.has(event.id)) counts.doubled++;
      else if (event.seq <= before) counts.out_of_order++;
      else counts.gaps += event.seq - before - 1;
      told.add(event.id);
      last.set(event.thread_id, Math.max(before, event.seq));
      const kept = this.#acknowledged.get(event.thread_id)?.get(event.seq);
      if (kept && (kept.id !== event.id || kept.body !== event.body)) counts.stale++;
    }
  }
}

export const kFlawless = {
  lost: 0,
  doubled: 0,
  unexpected: 0,
  out_of_order: 0,
  gaps: 0,
  stale: 0,
};
