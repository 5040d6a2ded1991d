import type { ShopifyCells } from './shopify-export.ts';

/** A buyer whose every detail is a word that nothing else in the world holds. */
export const PLANTED = {
  mail: 'zanthippe.q@obsidian-mail.example', name: 'Zanthippe Quillfeather', chineseName: '欧阳沉香', company: 'Tourmaline Freight GmbH', street: '77 Basalt Mews', city: 'Malachitville',
  zip: 'QZ77 9XK', phone: '+86 139 7731 0042', phoneDigits: '13977310042', address: '203.0.113.77', longAddress: '2001:db8:77::4242', note: 'leave it with Feldsparsson next door',
} as const;

/** Parts of those details that betray them wherever they stand. */
export const PLANTED_WORDS = [
  'zanthippe', 'quillfeather', 'obsidian-mail', '欧阳沉香', 'tourmaline', 'basalt mews', 'malachitville', 'QZ77 9XK', '139 7731 0042', '13977310042', '203.0.113.77', '2001:db8:77::4242', 'feldsparsson',
  PLANTED.mail, PLANTED.phone,
] as const;

/** All that Shopify's export says about a buyer, in the columns where it says it. */
export function plantedShopifyCells(email: string): ShopifyCells {
  const { name, street, company, city, zip, phone, note, chineseName } = PLANTED;
  return {
    'Email': email, 'Billing Name': name, 'Billing Street': street, 'Billing Address1': street, 'Billing Address2': `c/o ${chineseName}`, 'Billing Company': company, 'Billing City': city, 'Billing Zip': `'${zip}`,
    'Billing Phone': `'${phone}`, 'Shipping Name': name, 'Shipping Street': street, 'Shipping Address1': street, 'Shipping Address2': company, 'Shipping Company': company, 'Shipping City': city, 'Shipping Zip': zip,
    'Shipping Phone': phone, 'Notes': note, 'Note Attributes': `gift for: ${name}\ncontact: ${PLANTED.mail}`, 'Tags': `vip, ${name}`, 'Employee': name, 'Phone': phone,
  };
}

/** A Shopify webhook's order about the buyer; what is given goes over it. */
export function plantedShopifyOrder(id: number, email: string, change: Readonly<Record<string, unknown>> = {}) {
  const { name, street, company, city, zip, phone, address, note } = PLANTED;
  const place = { first_name: 'Zanthippe', last_name: 'Quillfeather', name, address1: street, address2: PLANTED.chineseName, company, city, zip, phone, latitude: 31.2 };
  return {
    id, name: `#${id}`, order_number: id, created_at: '2026-07-06T10:00:00+08:00', updated_at: '2026-07-06T10:00:00+08:00', processed_at: '2026-07-06T10:00:00+08:00', cancelled_at: null, currency: 'CNY',
    financial_status: 'paid', test: false, subtotal_price: '199.00', total_price: '199.00', total_tax: '0.00', taxes_included: true, landing_site: `/summer?email=${PLANTED.mail}&utm_content=nothing`, referring_site: `https://mail.example/?to=${PLANTED.mail}`,
    email, phone, contact_email: email, browser_ip: address, note, tags: `vip, ${name}`, customer: { id: 77, email, phone, first_name: 'Zanthippe', last_name: 'Quillfeather', default_address: place },
    billing_address: place, shipping_address: place, discount_codes: [], note_attributes: [{ name: 'gift for', value: name }, { name: 'wechat', value: PLANTED.phoneDigits }],
    line_items: [{ id: 1, title: 'Serum', price: '199.00', quantity: 1, properties: [{ name: 'engraving', value: name }] }], refunds: [], client_details: { browser_ip: PLANTED.longAddress, user_agent: name }, payment_details: { credit_card_name: name },
    ...change,
  };
}

/** A WooCommerce webhook's order about the buyer. */
export function plantedWooOrder(id: number, email: string) {
  const { street, company, city, zip, phone, address, note } = PLANTED;
  const place = { first_name: 'Zanthippe', last_name: 'Quillfeather', company, address_1: street, city, postcode: zip, phone };
  return {
    id, number: String(id), order_key: 'wc_order_77', status: 'processing', currency: 'CNY', date_created: '2026-07-07T10:00:00', date_created_gmt: '2026-07-07T02:00:00', date_modified_gmt: '2026-07-07T02:00:00',
    discount_total: '0.00', shipping_total: '0.00', shipping_tax: '0.00', cart_tax: '0.00', total: '199.00', total_tax: '0.00', customer_id: 7, customer_ip_address: address, customer_user_agent: PLANTED.name, customer_note: note,
    billing: { ...place, email }, shipping: place, coupon_lines: [], refunds: [], line_items: [{ id: 1, name: 'Serum', total: '199.00', meta_data: [{ key: 'engraving', value: PLANTED.name }] }],
    meta_data: [{ id: 1, key: '_billing_wechat', value: PLANTED.phoneDigits }, { id: 2, key: '_wc_order_attribution_referrer', value: `https://mail.example/?to=${PLANTED.mail}` }],
  };
}
