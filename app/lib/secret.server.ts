import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { environment } from './env.server.ts';
import { KeyedHash } from './keyed-hash.server.ts';

/** What a derived key is for: no key serves two purposes. */
export type KeyPurpose = 'buyer' | 'click-address' | 'sealed-secret' | 'sign-in-attempt' | 'ledger' | 'ledger-anchor' | 'asset-link' | 'share-address';

let root: Buffer | undefined;

/** KOL_SECRET, or 32 random bytes kept in a file that only the portal's user can read. */
function rootKey(): Buffer {
  if (root) return root;
  const { secret } = environment();
  root = secret ? createHash('sha256').update(secret).digest() : readOrCreateKeyFile(portalKeyFile());
  return root;
}

function readOrCreateKeyFile(file: string): Buffer {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  try {
    // 'wx' fails when the file exists: of two processes starting at once, exactly one writes it.
    fs.writeFileSync(file, randomBytes(32).toString('hex'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const key = Buffer.from(fs.readFileSync(file, 'utf8').trim(), 'hex');
  if (key.length !== 32) throw new Error(`${file} does not hold a 32-byte key in hexadecimal; restore it from a backup`);
  return key;
}

/** Where the portal's own key lies, unless KOL_SECRET names another. */
export function portalKeyFile(): string {
  return path.join(environment().dataDir, 'portal.key');
}

/** The key that all others are derived from, in hexadecimal, as `portal.key` holds it; null where there is none yet. Makes none. */
export function findPortalKey(): string | null {
  const { secret } = environment();
  return root || secret || fs.existsSync(portalKeyFile()) ? rootKey().toString('hex') : null;
}

/** Keeps a key that came from elsewhere where this portal looks for its own; returns the file. @throws EEXIST where there is one */
export function keepPortalKey(hex: string): string {
  const file = portalKeyFile();
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, hex, { flag: 'wx', mode: 0o600, flush: true });
  return file;
}

/** Tells whether two keys (hexadecimal) are the same, and nothing else about them. */
export function keyFingerprint(hex: string): string {
  return Buffer.from(hkdfSync('sha256', Buffer.from(hex, 'hex'), '', 'kol-matrix/fingerprint', 16)).toString('hex');
}

const derived = new Map<string, Buffer>();

/** A 32-byte key derived from the portal's secret by HKDF-SHA-256. */
export function portalKey(purpose: KeyPurpose): Buffer {
  let key = derived.get(purpose);
  if (!key) derived.set(purpose, (key = Buffer.from(hkdfSync('sha256', rootKey(), '', `kol-matrix/${purpose}`, 32))));
  return key;
}

/** Made once, because an import hashes a hundred thousand buyers. */
let buyers: KeyedHash | undefined;

/** Keyed hash of what identifies a buyer (e-mail or phone), normalised, so that new and returning customers are told apart and nobody is named. */
export function hashBuyer(workspaceId: string, identity: string): Buffer {
  return Buffer.from(buyerHashHex(workspaceId, identity), 'hex');
}

/** `hashBuyer` in hexadecimal. */
export function buyerHashHex(workspaceId: string, identity: string): string {
  buyers ??= new KeyedHash(portalKey('buyer'));
  return buyers.hex(`${workspaceId}\n${NORMAL.test(identity) ? identity : identity.normalize('NFKC').trim().toLowerCase()}`);
}

/** Texts that normalising leaves as they are, as it does most addresses and all phone numbers: printable ASCII without blanks and capitals. */
const NORMAL = /^[!-@[-~]+$/;

export function sha256(data: string | Buffer): Buffer {
  return createHash('sha256').update(data).digest();
}

/** Compares in constant time whatever the lengths: both sides are hashed first, because timingSafeEqual throws on unequal lengths. */
export function equalInConstantTime(a: string | Buffer, b: string | Buffer): boolean {
  return timingSafeEqual(sha256(a), sha256(b));
}

/** Encrypts a secret that must be read again (a webhook secret): AES-256-GCM, base64 of nonce, tag and text. */
export function seal(text: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', portalKey('sealed-secret'), nonce);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64');
}

/** @throws Error when the text was sealed with another key or altered */
export function unseal(sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64');
  try {
    // Without a stated length a tag cut to 4 bytes would do, which can be guessed.
    const decipher = createDecipheriv('aes-256-gcm', portalKey('sealed-secret'), bytes.subarray(0, 12), { authTagLength: 16 });
    decipher.setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
  } catch (cause) {
    throw new Error('A sealed secret cannot be read: it was altered, or sealed with another key (KOL_SECRET or portal.key has changed)', { cause });
  }
}
