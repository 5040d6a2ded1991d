import type { Transaction } from 'kysely';
import { listCodeHolders } from '#db/queries/collaboration.server.ts';
import type { Database } from '#db/schema.ts';

/** The collaboration that holds a code somebody else wants, named as people know it. */
export interface CouponHolder {
  readonly id: string;
  readonly campaign: string;
  readonly platform: string;
  readonly handle: string;
}

/** A coupon as it is stored and compared: trimmed, upper case. */
export function storedCoupon(coupon: string): string {
  return coupon.trim().toUpperCase();
}

/**
 * Which live collaboration holds which code, coupon or tracking code, among those asked for. `take` and `free` keep the
 * book while a batch is decided, so that two rows of one file cannot take the same coupon.
 */
export class CodeBook {
  readonly #holders = new Map<string, CouponHolder>();

  static async open(trx: Transaction<Database>, workspaceId: string, codes: readonly string[]): Promise<CodeBook> {
    const book = new CodeBook();
    for (const row of await listCodeHolders(trx, workspaceId, codes)) {
      const holder = { id: row.id, campaign: row.campaign, platform: row.platform, handle: row.handle };
      book.take(row.coupon, holder);
      book.take(row.trackingCode, holder);
    }
    return book;
  }

  take(code: string, holder: CouponHolder): void {
    this.#holders.set(code, holder);
  }

  free(code: string, id: string): void {
    if (this.#holders.get(code)?.id === id) this.#holders.delete(code);
  }

  /** Who holds a code, other than the collaboration that asks. */
  otherHolder(code: string, collaborationId: string): CouponHolder | null {
    const holder = this.#holders.get(code);
    return holder === undefined || holder.id === collaborationId ? null : holder;
  }
}
