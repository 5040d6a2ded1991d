/**
 * Headers of every page: a content security policy that runs no script and no style but ours, and the switches that keep
 * other sites from framing, sniffing or learning our addresses (reliability.md section 1.3, 3.4.3).
 *
 * `unsafe-inline` appears nowhere, so no component may render a `style` attribute on the server: use classes, or
 * attributes of SVG. Scripts that set styles through the CSSOM in the browser are not affected.
 */
export function securityHeaders(nonce: string): Record<string, string> {
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
  ].join('; ');
  return { 'Content-Security-Policy': policy, ...plainSecurityHeaders };
}

/** The part that every answer carries, page or not. */
export const plainSecurityHeaders: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
};

/** Of a page whose address is a secret: kept nowhere, told to nobody, found by no search. */
export const SHARE_HEADERS: Readonly<Record<string, string>> = { 'Cache-Control': 'private, no-store', 'Referrer-Policy': 'no-referrer', 'X-Robots-Tag': 'noindex, nofollow, noarchive' };
