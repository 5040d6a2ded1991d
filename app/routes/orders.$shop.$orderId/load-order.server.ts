import type { Kysely } from 'kysely';
import { listCollaborationNames } from '#db/queries/collaboration-pages.server.ts';
import { findOrderDetail, listOrderClaims, listOrderCredits, listOrderRefunds, listOrderTouches } from '#db/queries/order-pages.server.ts';
import type { Database } from '#db/schema.ts';
import { ATTRIBUTION_MODELS } from '#app/domain/policy.ts';

/** An order with how its revenue is divided under every model, its touches, losing claims and refunds. */
export async function loadOrder(db: Kysely<Database>, workspaceId: string, at: { readonly shop: string; readonly orderId: string }) {
  const order = await findOrderDetail(db, workspaceId, at.shop, at.orderId);
  if (!order) return null;
  const [credits, touches, claims, refunds] = await Promise.all([
    listOrderCredits(db, workspaceId, at), listOrderTouches(db, workspaceId, at), listOrderClaims(db, workspaceId, at), listOrderRefunds(db, workspaceId, at),
  ]);
  const ids = [...new Set([...credits, ...touches, ...claims].map((row) => row.collaborationId))];
  const names = new Map((await listCollaborationNames(db, workspaceId, ids)).map((one) => [one.id, one]));
  const named = <Row extends { readonly collaborationId: string }>(row: Row) => ({ ...row, kolName: names.get(row.collaborationId)?.kolName ?? '', campaignName: names.get(row.collaborationId)?.campaignName ?? '' });
  return {
    order, credits: credits.map(named), touches: touches.map(named), claims: claims.map(named), refunds,
    totals: ATTRIBUTION_MODELS.map((model) => ({ model, creditMinor: credits.reduce((sum, credit) => sum + credit[model], 0) })),
  };
}

export type OrderPage = NonNullable<Awaited<ReturnType<typeof loadOrder>>>;
