import { createHmac, randomBytes } from 'node:crypto';

/** Orders that are new each time, as a shop's webhook or as a batch of the API. */
export type OrderRequests =
  | { readonly kind: 'webhook'; readonly path: string; readonly secret: string; readonly coupons: readonly string[] }
  | { readonly kind: 'batch'; readonly path: string; readonly token: string; readonly coupons: readonly string[]; readonly size: number };

/** One of every so many webhooks is a repetition of the one before: shops deliver at least once. */
const REPEATED_EVERY = 5;
/** Half of the orders name a coupon. */
const COUPON_EVERY = 2;

/** Makes requests as written on the wire. Ids begin with a random prefix, so that no two runs share an order. */
export function orderRequestMaker(plan: OrderRequests): () => Buffer {
  const prefix = String(randomBytes(4).readUInt32BE(0));
  let made = 0;
  let last: Buffer | null = null;
  const coupon = (index: number) => (index % COUPON_EVERY === 0 ? plan.coupons[index % plan.coupons.length] : undefined);
  if (plan.kind === 'batch') {
    return () => {
      const items = Array.from({ length: plan.size }, () => apiItem(`${prefix}${(made += 1)}`, coupon(made)));
      return wire(`POST ${plan.path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${plan.token}\r\n`, JSON.stringify(items));
    };
  }
  return () => {
    made += 1;
    if (made % REPEATED_EVERY === 0 && last !== null) return last;
    const body = JSON.stringify(shopifyOrder(`${prefix}${made}`, coupon(made)));
    const signature = createHmac('sha256', plan.secret).update(body).digest('base64');
    const head = `POST ${plan.path} HTTP/1.1\r\nHost: localhost\r\nX-Shopify-Topic: orders/create\r\nX-Shopify-Event-Id: ${prefix}-${made}\r\nX-Shopify-Webhook-Id: w-${prefix}-${made}\r\n`;
    last = wire(`${head}X-Shopify-Hmac-SHA256: ${signature}\r\n`, body);
    return last;
  };
}

function wire(head: string, body: string): Buffer {
  return Buffer.from(`${head}Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

const PLACED_AT = new Date(Date.now() - 3_600_000).toISOString();

/** The fields of a small real order: two lines, the buyer, no click. */
function shopifyOrder(id: string, coupon: string | undefined) {
  return {
    id: Number(id), name: `#${id}`, created_at: PLACED_AT, updated_at: PLACED_AT, processed_at: PLACED_AT, cancelled_at: null, currency: 'CNY', financial_status: 'paid', test: false,
    subtotal_price: '199.10', total_price: '231.10', total_tax: '22.00', taxes_included: false, landing_site: '/products/serum?ref=home', email: `buyer${id}@example.com`,
    customer: { id: Number(id), email: `buyer${id}@example.com`, first_name: 'A', last_name: 'B' }, discount_codes: coupon === undefined ? [] : [{ code: coupon, amount: '10.00', type: 'percentage' }],
    note_attributes: [], refunds: [],
    line_items: [1, 2].map((line) => ({ id: line, title: 'Serum', sku: `S-${line}`, price: '99.55', quantity: 1, tax_lines: [{ title: 'VAT', price: '11.00', rate: 0.11 }] })),
  };
}

function apiItem(id: string, coupon: string | undefined) {
  return { shop: 'batch', id, placedAt: PLACED_AT, currency: 'CNY', merchandise: '199.10', status: 'paid', discountCodes: coupon === undefined ? [] : [coupon], customer: `buyer${id}@example.com` };
}
