import { KeyedHash } from './keyed-hash.server.ts';
import { portalKey } from './secret.server.ts';

let entries: KeyedHash | undefined;
let anchors: KeyedHash | undefined;

/** The code of a ledger entry's canonical text: HMAC-SHA-256 under a key of the portal that the database never sees, in hexadecimal. */
export function ledgerMac(text: string): string {
  entries ??= new KeyedHash(portalKey('ledger'));
  return entries.hex(text);
}

/** The code of a line of an anchor file, under a key of its own. */
export function anchorMac(text: string): string {
  anchors ??= new KeyedHash(portalKey('ledger-anchor'));
  return anchors.hex(text);
}
