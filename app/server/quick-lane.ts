import type http from 'node:http';
import type { Socket } from 'node:net';
import { readPlainHead } from './plain-head.ts';
import type { PlainHead } from './plain-head.ts';

/** A plain GET request, in the shape of Node's own as far as it goes. */
export interface QuickRequest extends PlainHead {
  readonly method: 'GET';
  readonly socket: { readonly remoteAddress?: string | undefined };
}

/** Takes a request over and answers it once, now or later; returns false, with nothing done, to leave it to the http server. */
export type QuickHandler = (request: QuickRequest, answer: (message: QuickMessage) => void) => boolean;

export interface QuickMessage {
  /** As in the status line: `302 Found`. */
  readonly status: string;
  /** Lines with their ends, `Content-Length` among them; date and connection are added. They are sent as they are, so no value may hold a line end. */
  readonly headers: string;
  readonly body: string;
}

export interface QuickLane {
  /** Ends the connections on which nothing is being answered. */
  closeIdle(): void;
  closeAll(): void;
}

export interface QuickLaneOptions {
  /** A connection that says nothing for so long before its first request is ended. */
  readonly firstRequestMs: number;
  readonly keepAliveMs: number;
}

/**
 * A lane beside Node's http machinery, for one kind of short request by the thousand: streams, header lists and life cycles of Node's requests
 * and responses cost more than all that a redirect does with them. A connection stays in the lane as long as each of its requests comes
 * alone, whole and plain, and `handler` takes it. With the first that does not it goes over to the http server, for good and with every
 * byte that is not answered yet, so that nothing unusual is ever parsed here.
 */
export function openQuickLane(server: http.Server, handler: QuickHandler, options: QuickLaneOptions): QuickLane {
  const httpListeners = server.listeners('connection');
  const connections = new Set<QuickConnection>();
  const lane: Lane = {
    handler,
    options,
    lastLines: `Connection: keep-alive\r\nKeep-Alive: timeout=${Math.floor(options.keepAliveMs / 1_000)}\r\n\r\n`,
    leave: (connection) => connections.delete(connection),
    toHttp: (socket) => httpListeners.forEach((listener) => listener.call(server, socket)),
  };
  server.removeAllListeners('connection');
  server.on('connection', (socket) => connections.add(new QuickConnection(socket, lane)));
  return {
    closeIdle: () => connections.forEach((connection) => connection.closeIfIdle()),
    closeAll: () => connections.forEach((connection) => connection.destroy()),
  };
}

interface Lane {
  readonly handler: QuickHandler;
  readonly options: QuickLaneOptions;
  /** The end of every answer's head. */
  readonly lastLines: string;
  leave(connection: QuickConnection): void;
  toHttp(socket: Socket): void;
}

class QuickConnection {
  readonly #socket: Socket;
  readonly #lane: Lane;
  readonly #peer: { readonly remoteAddress: string | undefined };
  #isAnswering = false;
  #hasAnswered = false;
  /** The other side has said all that it will say; it may still be listening. */
  #hasEnded = false;
  /** What came before the answer to the request before it had left. */
  #early: Buffer[] = [];

  constructor(socket: Socket, lane: Lane) {
    this.#socket = socket;
    this.#lane = lane;
    this.#peer = { remoteAddress: socket.remoteAddress };
    socket.setTimeout(lane.options.firstRequestMs);
    socket.on('data', this.#onData).on('end', this.#onEnd).on('timeout', this.destroy).on('error', this.destroy).on('close', this.#onClose);
  }

  readonly destroy = (): void => void this.#socket.destroy();

  closeIfIdle(): void {
    if (!this.#isAnswering) this.destroy();
  }

  readonly #onData = (chunk: Buffer): void => {
    if (this.#isAnswering) {
      this.#early.push(chunk);
      this.#socket.pause(); // the rest stays with the other side until this is dealt with
      return;
    }
    const head = readPlainHead(chunk.toString('latin1'));
    this.#isAnswering = true;
    if (head && this.#lane.handler({ method: 'GET', url: head.url, headers: head.headers, socket: this.#peer }, this.#answer)) return;
    this.#early.push(chunk);
    this.#goOver();
  };

  readonly #answer = ({ status, headers, body }: QuickMessage): void => {
    const socket = this.#socket;
    this.#isAnswering = false;
    if (!socket.writable) return;
    socket.write(`HTTP/1.1 ${status}\r\n${headers}${dateLine()}${this.#lane.lastLines}${body}`, body === '' ? 'latin1' : 'utf8');
    if (!this.#hasAnswered) socket.setTimeout(this.#lane.options.keepAliveMs);
    this.#hasAnswered = true;
    if (this.#hasEnded) socket.end();
    else if (this.#early.length > 0) this.#goOver();
  };

  #goOver(): void {
    const socket = this.#socket;
    socket.off('data', this.#onData).off('end', this.#onEnd).off('timeout', this.destroy).off('error', this.destroy).off('close', this.#onClose);
    socket.setTimeout(0);
    this.#lane.leave(this);
    socket.pause();
    socket.unshift(Buffer.concat(this.#early));
    this.#lane.toHttp(socket);
    socket.resume();
  }

  readonly #onEnd = (): void => {
    this.#hasEnded = true;
    if (!this.#isAnswering) this.#socket.end();
  };

  readonly #onClose = (): void => this.#lane.leave(this);
}

let dateSecond = 0;
let date = '';

function dateLine(): string {
  const second = Math.floor(Date.now() / 1_000);
  if (second !== dateSecond) {
    dateSecond = second;
    date = `Date: ${new Date(second * 1_000).toUTCString()}\r\n`;
  }
  return date;
}
