import { hash, verify } from '@node-rs/argon2';

/** argon2id with OWASP's minimum cost (19 MiB, 2 passes, 1 lane): about 20 ms here. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export const MINIMUM_PASSWORD_LENGTH = 12;

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), COST);
}

let decoy: Promise<string> | undefined;

/**
 * Whether the password is right. An unknown user (null hash) is checked against a decoy, so that the answer takes as long
 * as for a known one.
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword('a password that belongs to nobody');
  const matches = await verify(passwordHash ?? (await decoy), password.normalize('NFKC'));
  return passwordHash !== null && matches;
}
