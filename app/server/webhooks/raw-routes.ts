import { CONNECTION_KINDS } from '#app/domain/ingestion/delivery.ts';
import type { ConnectionKind } from '#app/domain/ingestion/delivery.ts';

/** A path that is answered before the framework, without a session or a token. */
export interface RawRoute {
  readonly method: 'POST';
  readonly pattern: string;
  /** Why anybody may come here. */
  readonly why: string;
}

/** Every such path; tests/routes/policies.test.ts holds them to its list of open routes. */
export const RAW_ROUTES: readonly RawRoute[] = CONNECTION_KINDS.map((kind) => (
  { method: 'POST', pattern: `/webhooks/${kind}/:connectionId`, why: 'signed by the sender; nothing is read before the signature holds' }
));

const WEBHOOK = /^\/webhooks\/([a-z]+)\/([^/]+)$/;

/** The connection that an address names, whether or not there is one; null for any other address. */
export function webhookOf(pathname: string): { readonly kind: ConnectionKind; readonly connectionId: string } | null {
  const [, name, connectionId] = WEBHOOK.exec(pathname) ?? [];
  const kind = CONNECTION_KINDS.find((one) => one === name);
  return kind === undefined || connectionId === undefined ? null : { kind, connectionId };
}
