/** The columns of Shopify's order export, in its order (metrics-and-formats.md section 5a). */
export const SHOPIFY_HEADINGS = [
  'Name', 'Email', 'Financial Status', 'Paid at', 'Fulfillment Status', 'Fulfilled at', 'Accepts Marketing', 'Currency', 'Subtotal', 'Shipping', 'Taxes', 'Total',
  'Discount Code', 'Discount Amount', 'Shipping Method', 'Created at', 'Lineitem quantity', 'Lineitem name', 'Lineitem price', 'Lineitem compare at price',
  'Lineitem sku', 'Lineitem requires shipping', 'Lineitem taxable', 'Lineitem fulfillment status', 'Billing Name', 'Billing Street', 'Billing Address1',
  'Billing Address2', 'Billing Company', 'Billing City', 'Billing Zip', 'Billing Province', 'Billing Country', 'Billing Phone', 'Shipping Name', 'Shipping Street',
  'Shipping Address1', 'Shipping Address2', 'Shipping Company', 'Shipping City', 'Shipping Zip', 'Shipping Province', 'Shipping Country', 'Shipping Phone', 'Notes',
  'Note Attributes', 'Cancelled at', 'Payment Method', 'Payment Reference', 'Refunded Amount', 'Vendor', 'Outstanding Balance', 'Employee', 'Location', 'Device ID',
  'Id', 'Tags', 'Risk Level', 'Source', 'Lineitem discount', 'Tax 1 Name', 'Tax 1 Value', 'Tax 2 Name', 'Tax 2 Value', 'Tax 3 Name', 'Tax 3 Value', 'Tax 4 Name',
  'Tax 4 Value', 'Tax 5 Name', 'Tax 5 Value', 'Phone', 'Receipt Number', 'Duties', 'Billing Province Name', 'Shipping Province Name', 'Payment ID',
  'Payment Terms Name', 'Next Payment Due At', 'Payment References',
] as const;

export type ShopifyHeading = (typeof SHOPIFY_HEADINGS)[number];
export type ShopifyCells = Partial<Record<ShopifyHeading, string>>;

/** One order of an export: its order cells and its line items; a paid order of one item unless told otherwise. Buyers are invented. */
export interface ShopifyOrderSample {
  readonly order?: ShopifyCells;
  readonly items?: readonly ShopifyCells[];
}

/** The rows of one order: the first with everything, further ones with `Name`, e-mail and the line item only. */
export function shopifyRows({ order = {}, items = [{}] }: ShopifyOrderSample): string[][] {
  const first: ShopifyCells = {
    'Name': '#1001', 'Email': 'lin.example@shop.test', 'Financial Status': 'paid', 'Paid at': '2026-07-02 10:00:05 +0800', 'Fulfillment Status': 'unfulfilled',
    'Accepts Marketing': 'no', 'Currency': 'CNY', 'Subtotal': '199.00', 'Shipping': '10.00', 'Taxes': '0.00', 'Total': '209.00', 'Discount Amount': '0.00',
    'Shipping Method': 'Standard', 'Created at': '2026-07-02 10:00:00 +0800', 'Billing Name': 'Lin Example', 'Billing Street': '1 Invented Road, Floor 2',
    'Billing Country': 'CN', 'Billing Phone': "'+8610000000001", 'Payment Method': 'Shopify Payments', 'Refunded Amount': '0.00', 'Vendor': 'Demo Brand',
    'Outstanding Balance': '0.00', 'Id': '5500000001001', 'Risk Level': 'Low', 'Source': 'web',
    ...order,
  };
  const email = first.Email ?? '';
  return items.map((item, index) => {
    const cells: ShopifyCells = {
      ...(index === 0 ? first : { Name: first.Name, Email: email, Vendor: 'Demo Brand' }),
      'Lineitem quantity': '1', 'Lineitem name': `Sunscreen, "SPF 50" no. ${index + 1}`, 'Lineitem price': '199.00', 'Lineitem sku': `SKU-${index + 1}`, 'Lineitem requires shipping': 'true',
      'Lineitem taxable': 'true', 'Lineitem fulfillment status': 'pending', 'Lineitem discount': '0.00',
      ...item,
    };
    return SHOPIFY_HEADINGS.map((heading) => cells[heading] ?? '');
  });
}

/** An export as Shopify writes it: quoted where needed, LF between rows. */
export function shopifyCsv(orders: readonly ShopifyOrderSample[]): string {
  return [[...SHOPIFY_HEADINGS], ...orders.flatMap(shopifyRows)].map((row) => `${row.map(quoted).join(',')}\n`).join('');
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell;
}
