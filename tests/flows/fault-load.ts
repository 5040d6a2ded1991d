import { createHmac, randomUUID } from 'node:crypto';
import http from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

/** What a portal under faults is asked for, and what it promised. Kept across its restarts. */
export interface FaultLoad {
  /** Ids of clicks whose visitor was sent on, by code. */
  readonly clicks: ReadonlySet<string>;
  /** Ids of orders whose webhook was answered 200. */
  readonly orders: ReadonlySet<string>;
  readonly counts: Readonly<LoadCounts>;
  /** Sends until `stop`, or until the portal is gone for as long as it is. */
  start(port: number): void;
  stop(): Promise<void>;
}

interface LoadCounts {
  /** Answers on tracking links that were not a redirect. */
  linkFailures: number;
  /** The statuses of those. */
  linkStatuses: Record<number, number>;
  /** Webhooks sent a second time: because no answer came, or for nothing, as shops do. */
  repeatedOrders: number;
  /** Webhooks answered other than 200, which the shop sends again. */
  refusedOrders: number;
  slowestLinkMs: number;
}

interface FaultLoadOptions {
  readonly codes: readonly string[];
  readonly shop: { readonly connectionId: string; readonly secret: string; readonly coupon: string };
  readonly visitors?: number;
  readonly senders?: number;
}

/** Clicks of some visitors and signed orders of a shop, each as fast as answers come; a shop sends an order again until it is answered 200. */
export function createFaultLoad({ codes, shop, visitors = 16, senders = 4 }: FaultLoadOptions): FaultLoad {
  const clicks = new Set<string>();
  const orders = new Set<string>();
  const counts: LoadCounts = { linkFailures: 0, linkStatuses: {}, repeatedOrders: 0, refusedOrders: 0, slowestLinkMs: 0 };
  let orderNumber = Date.now() * 1_000;
  let running: { stopped: boolean; done: Promise<unknown>; agent: http.Agent } | null = null;

  async function visit(at: { port: number; agent: http.Agent }, turn: number): Promise<void> {
    const startedAt = performance.now();
    const answer = await ask(at, { path: `/t/${codes[turn % codes.length] ?? ''}`, headers: { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0)' } });
    counts.slowestLinkMs = Math.max(counts.slowestLinkMs, performance.now() - startedAt);
    const id = /kclid=([0-9a-f-]{36})/.exec(answer.location ?? '')?.[1];
    if (answer.status === 302 && id) return void clicks.add(id);
    counts.linkFailures += 1;
    counts.linkStatuses[answer.status] = (counts.linkStatuses[answer.status] ?? 0) + 1;
  }

  /** The same event until it is acknowledged, and now and then once more. */
  async function sell(at: { port: number; agent: http.Agent }, order: { id: string; event: string }): Promise<boolean> {
    const body = orderBody(order.id, shop.coupon);
    const headers = {
      'content-type': 'application/json', 'x-shopify-topic': 'orders/create', 'x-shopify-event-id': order.event, 'x-shopify-webhook-id': order.event,
      'x-shopify-hmac-sha256': createHmac('sha256', shop.secret).update(body).digest('base64'),
    };
    const answer = await ask(at, { path: `/webhooks/shopify/${shop.connectionId}`, method: 'POST', headers, body });
    if (answer.status !== 200) counts.refusedOrders += 1;
    else orders.add(order.id);
    return answer.status === 200;
  }

  function start(port: number): void {
    const state = { stopped: false, done: Promise.resolve() as Promise<unknown>, agent: new http.Agent({ keepAlive: true, maxSockets: visitors + senders }) };
    const at = { port, agent: state.agent };
    const visitor = async (first: number): Promise<void> => {
      for (let turn = first; !state.stopped; turn += visitors) await visit(at, turn).catch(() => pause(20));
    };
    const sender = async (): Promise<void> => {
      while (!state.stopped) {
        orderNumber += 1;
        const order = { id: String(orderNumber), event: randomUUID() };
        let isKnown = false;
        while (!state.stopped && !isKnown) {
          isKnown = await sell(at, order).catch(() => false);
          if (!isKnown) {
            counts.repeatedOrders += 1;
            await pause(20);
          }
        }
        if (isKnown && orderNumber % 4 === 0) {
          counts.repeatedOrders += 1;
          await sell(at, order).catch(() => false);
        }
      }
    };
    state.done = Promise.all([...Array.from({ length: visitors }, (_, index) => visitor(index)), ...Array.from({ length: senders }, sender)]);
    running = state;
  }

  async function stop(): Promise<void> {
    if (!running) return;
    running.stopped = true;
    await running.done;
    running.agent.destroy();
    running = null;
  }

  return { clicks, orders, counts, start, stop };
}

interface Answer {
  readonly status: number;
  readonly location: string | undefined;
}

function ask(
  { port, agent }: { port: number; agent: http.Agent }, { path, method = 'GET', headers, body }: { path: string; method?: string; headers: Record<string, string>; body?: string },
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = http.request({ host: '127.0.0.1', port, agent, path, method, headers: { host: `localhost:${port}`, ...headers } }, (response) => {
      response.resume();
      response.on('end', () => resolve({ status: response.statusCode ?? 0, location: response.headers.location }));
      response.on('error', reject);
      response.on('aborted', () => reject(new Error('the answer broke off')));
    });
    request.setTimeout(20_000, () => request.destroy(new Error('no answer within 20 s')));
    request.on('error', reject).end(body);
  });
}

/** 199.10 yuan of merchandise, bought with the collaboration's coupon. */
export const ORDER_MINOR = 19_910;

function orderBody(id: string, coupon: string): string {
  const now = new Date().toISOString();
  return `{"id":${id},"created_at":"${now}","updated_at":"${now}","processed_at":null,"cancelled_at":null,"currency":"CNY","financial_status":"paid","test":false,
    "subtotal_price":"199.10","total_price":"199.10","total_tax":"0.00","taxes_included":false,"landing_site":null,"email":"buyer@example.com",
    "discount_codes":[{"code":"${coupon}","amount":"0.00","type":"percentage"}],"note_attributes":[],"line_items":[],"refunds":[]}`;
}
