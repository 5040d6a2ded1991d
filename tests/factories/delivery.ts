/** What a shop sends, as text with real field names; `change` is merged over it. */
type Change = Readonly<Record<string, unknown>>;

const AT = '2026-07-10T12:00:00+08:00';

/** An order by Shopify with everything that a real one says about its buyer. */
export function shopifyOrder(id: number | string, change: Change = {}) {
  return {
    id, admin_graphql_api_id: `gid://shopify/Order/${id}`, name: `#${id}`, order_number: 1001, created_at: AT, updated_at: AT, processed_at: AT, cancelled_at: null, currency: 'CNY',
    financial_status: 'paid', test: false, subtotal_price: '199.10', total_price: '231.10', total_tax: '22.00', taxes_included: false, landing_site: '/summer?ref=home', referring_site: null,
    email: `buyer${id}@example.com`, phone: '+8613800000000', contact_email: `buyer${id}@example.com`, browser_ip: '203.0.113.9', note: 'ring twice', tags: 'vip', token: 'abc',
    customer: { id: 77, email: `buyer${id}@example.com`, phone: '+8613800000000', first_name: 'Given', last_name: 'Family', orders_count: 1 },
    billing_address: { name: 'Given Family', address1: '1 Long Street', city: 'Shanghai', phone: '+8613800000000', zip: '200000' },
    shipping_address: { name: 'Given Family', address1: '1 Long Street', city: 'Shanghai', phone: '+8613800000000', zip: '200000' },
    discount_codes: [{ code: 'SUMMER', amount: '10.00', type: 'percentage' }], note_attributes: [{ name: 'gift for', value: 'Given Family' }],
    line_items: [{ id: 1, title: 'Serum', name: 'Serum', price: '199.10', quantity: 1, tax_lines: [{ title: 'VAT', price: '22.00', rate: 0.11 }], properties: [{ name: 'engraving', value: 'Given' }] }],
    refunds: [], client_details: { browser_ip: '203.0.113.9', user_agent: 'Mozilla' }, payment_details: { credit_card_name: 'Given Family' },
    ...change,
  };
}

/** A refund by Shopify of some merchandise. */
export function shopifyRefund(id: number | string, orderId: number | string, amount: string, change: Change = {}) {
  return {
    id, order_id: orderId, created_at: AT, processed_at: AT, note: 'Given Family sent it back', user_id: 5, refund_line_items: [{ id: 1, line_item_id: 1, quantity: 1, subtotal: amount, total_tax: '0.00' }],
    transactions: [{ id: 1, kind: 'refund', status: 'success', amount, currency: 'CNY', receipt: { email: 'buyer@example.com' } }], order_adjustments: [],
    ...change,
  };
}

/** An order by WooCommerce: 199.10 of merchandise, 22.00 tax (2.00 of it on shipping), 10.00 shipping. */
export function wooOrder(id: number | string, change: Change = {}) {
  return {
    id, number: String(id), order_key: 'wc_order_1', status: 'processing', currency: 'CNY', date_created: '2026-07-10T12:00:00', date_created_gmt: '2026-07-10T04:00:00',
    date_modified_gmt: '2026-07-10T04:00:00', discount_total: '10.00', shipping_total: '10.00', shipping_tax: '2.00', cart_tax: '20.00', total: '231.10', total_tax: '22.00', customer_id: 0,
    customer_ip_address: '203.0.113.9', customer_user_agent: 'Mozilla', customer_note: 'ring twice', payment_method: 'alipay', transaction_id: 't-1',
    billing: { first_name: 'Given', last_name: 'Family', company: '', address_1: '1 Long Street', city: 'Shanghai', postcode: '200000', email: `buyer${id}@example.com`, phone: '+8613800000000' },
    shipping: { first_name: 'Given', last_name: 'Family', address_1: '1 Long Street', city: 'Shanghai', phone: '+8613800000000' },
    coupon_lines: [{ id: 1, code: 'summer', discount: '10.00' }], refunds: [], line_items: [{ id: 1, name: 'Serum', total: '199.10', meta_data: [{ key: 'engraving', value: 'Given' }] }],
    meta_data: [{ id: 1, key: '_wc_order_attribution_source_type', value: 'utm' }, { id: 2, key: '_billing_wechat', value: 'given_family' }],
    ...change,
  };
}

/** An item of the API, as the generic webhook takes it. */
export function standardOrder(id: string, change: Change = {}) {
  return { id, placedAt: AT, currency: 'CNY', merchandise: '199.10', status: 'paid', discountCodes: ['SUMMER'], customer: `buyer${id}@example.com`, ...change };
}
