import type { ClickTable } from '../schema.ts';
import { copyText } from './copy.server.ts';

/** A click as it is stored, every value in the text form that PostgreSQL reads. */
export interface ClickRow {
  readonly workspaceId: string;
  /** ISO 8601, UTC; the time inside `id`. */
  readonly clickedAt: string;
  readonly id: string;
  readonly collaborationId: string;
  readonly visitorId: string;
  /** Integer within ±2^53, so that reading it back is exact. */
  readonly addressHash: string;
  readonly referrerHost: string | null;
  readonly device: ClickTable['device'];
  readonly country: string | null;
  readonly automation: string | null;
}

/** The columns of a line, in its order. */
export const CLICK_COLUMNS = 'workspace_id, clicked_at, id, collaboration_id, visitor_id, address_hash, referrer_host, device, country, automation';

/** A click as a line of PostgreSQL's COPY: the one text form on its way to the table, over the wire and in the spool. */
export function clickLine(row: ClickRow): string {
  return (
    `${row.workspaceId}\t${row.clickedAt}\t${row.id}\t${row.collaborationId}\t${row.visitorId}\t${row.addressHash}\t` +
    `${copyText(row.referrerHost)}\t${row.device}\t${copyText(row.country)}\t${copyText(row.automation)}\n`
  );
}

/** Reads a line that `clickLine` wrote, without its end; null when it is none. */
export function clickOfLine(line: string): ClickRow | null {
  const cells = line.split('\t');
  const [workspaceId, clickedAt, id, collaborationId, visitorId, addressHash, referrerHost, device, country, automation] = cells;
  if (cells.length !== 10 || !workspaceId || !clickedAt || !id || !collaborationId || !visitorId || !addressHash || !isDevice(device)) return null;
  return {
    workspaceId, clickedAt, id, collaborationId, visitorId, addressHash, device,
    referrerHost: valueOf(referrerHost), country: valueOf(country), automation: valueOf(automation),
  };
}

const SIGNS: Readonly<Record<string, string>> = { '\\': '\\', t: '\t', n: '\n', r: '\r' };

const valueOf = (text: string | undefined): string | null =>
  text === undefined || text === '\\N' ? null : text.includes('\\') ? text.replace(/\\(.)/g, (_escape, sign: string) => SIGNS[sign] ?? sign) : text;

const isDevice = (text: string | undefined): text is ClickTable['device'] => text === 'desktop' || text === 'mobile' || text === 'tablet' || text === 'unknown';
