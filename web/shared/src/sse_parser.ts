export interface StreamEvent {
  event: string;
  data: string;
  /** The event's own id; absent on events that are not kept. */
  id?: string;
}

export interface ParserSink {
  onEvent(event: StreamEvent): void;
  /** The server's wish for the next reconnect, in ms. */
  onRetry(ms: number): void;
}

/**
 * Reads `text/event-stream` text in pieces of any size (HTML standard, "Parsing an event stream").
 * Line ends are LF, CR or CRLF, also when a pair is cut between two pieces.
 */
export class EventStreamParser {
  private buffer = '';
  private name = '';
  private data: string[] = [];
  private id: string | undefined;
  private begun = false;
  private skipLineFeed = false;

  constructor(private readonly sink: ParserSink) {}

  push(piece: string): void {
    let text = piece;
    if (!this.begun && text) {
      this.begun = true;
      if (text.startsWith('\uFEFF')) text = text.slice(1);
    }
    this.buffer += text;
    let from = 0;
    for (let at = 0; at < this.buffer.length; at++) {
      const char = this.buffer[at];
      if (char === '\n' && this.skipLineFeed) {
        from = at + 1;
        this.skipLineFeed = false;
        continue;
      }
      this.skipLineFeed = false;
      if (char !== '\n' && char !== '\r') continue;
      this.skipLineFeed = char === '\r';
      this.line(this.buffer.slice(from, at));
      from = at + 1;
    }
    this.buffer = this.buffer.slice(from);
  }

  private line(line: string): void {
    if (line === '') {
      this.dispatch();
      return;
    }
    if (line.startsWith(':')) return;
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const rest = colon < 0 ? '' : line.slice(colon + 1);
    this.field(field, rest.startsWith(' ') ? rest.slice(1) : rest);
  }

  private field(field: string, value: string): void {
    if (field === 'event') this.name = value;
    else if (field === 'data') this.data.push(value);
    else if (field === 'id' && !value.includes('\0')) this.id = value;
    else if (field === 'retry' && /^\d+$/.test(value)) this.sink.onRetry(Number(value));
  }

  private dispatch(): void {
    const { name, data, id } = this;
    this.name = '';
    this.data = [];
    this.id = undefined;
    if (data.length === 0) return;
    const event: StreamEvent = { event: name || 'message', data: data.join('\n') };
    if (id !== undefined) event.id = id;
    this.sink.onEvent(event);
  }
}
