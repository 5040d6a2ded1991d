import type { CleanCell } from './cell-text.ts';
import { readIdentifier } from './cell-text.ts';
import type { Reading } from './reading.ts';
import { read, unreadable } from './reading.ts';

const MAX_URL = 2000;
const BARE_HOST = /^(?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,24}(?:[/?#]|$)/i;

/** A web address with http or https; an address without a scheme (www.douyin.com/user/1) is taken as https. Never `javascript:`. */
export function readUrl(cell: CleanCell): Reading<string> {
  const text = readIdentifier(cell, MAX_URL);
  if (!text.ok) return text;
  const url = parseUrl(BARE_HOST.test(text.value) ? `https://${text.value}` : text.value);
  const usable = url !== null && (url.protocol === 'https:' || url.protocol === 'http:') && url.username === '' && url.password === '';
  return usable ? read(url.href) : unreadable('not_a_url', 'is not a web address', 'an address such as https://example.com/page');
}

function parseUrl(text: string): URL | null {
  if (/\s/.test(text) || !URL.canParse(text)) return null;
  return new URL(text);
}

const MAX_EMAIL = 254;
const EMAIL = /^[^\s@<>"]+@[^\s@<>".]+(?:\.[^\s@<>".]+)+$/;

export function readEmail(cell: CleanCell): Reading<string> {
  const text = readIdentifier(cell, MAX_EMAIL);
  if (!text.ok || EMAIL.test(text.value)) return text;
  return unreadable('not_an_email', 'is not an e-mail address', 'an address such as name@example.com');
}

const SLUG = /^[a-z0-9]+(?:[-_][a-z0-9]+)*$/;

/** A campaign's slug, which stands in links: lower-case letters, digits, hyphens. Upper case is lowered. */
export function readSlug(cell: CleanCell): Reading<string> {
  const text = readIdentifier(cell, 80);
  if (!text.ok) return text;
  const slug = text.value.toLowerCase();
  return SLUG.test(slug) ? read(slug) : unreadable('not_a_slug', 'cannot stand in a link', 'letters a-z, digits and hyphens, such as summer-2026');
}

const COUPON = /^[^\s,;；，、|]{2,64}$/;

/** A coupon as buyers type it: 2 to 64 characters without blanks and separators of lists. */
export function readCoupon(cell: CleanCell): Reading<string> {
  const text = readIdentifier(cell, 64);
  if (!text.ok || COUPON.test(text.value)) return text;
  return unreadable('not_a_coupon', 'cannot be typed as one code', '2 to 64 characters without blanks, such as LILY15');
}
