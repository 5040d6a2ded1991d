import { createHmac } from 'node:crypto';
import { askPublic } from '#app/lib/public-outbound.server.ts';
import type { NoticeMessage, SendOutcome, SendTarget } from '../notice-message.ts';
import { failedWith } from '../notice-message.ts';
import { outcomeOfStatus } from '../robot-answer.server.ts';

const TIMEOUT_MS = 5_000;
const MOST_BYTES = 64 * 1024;

/** Posts a message to an address of the workspace's own choice, as Standard Webhooks 1.0 has it: the id stays the same over every try. */
export async function sendToWebhook({ address, secret }: SendTarget, message: NoticeMessage, now: Date): Promise<SendOutcome> {
  if (secret === null) return failedWith('signature');
  const body = webhookBody(message, now);
  const headers = { 'content-type': 'application/json; charset=utf-8', ...signatureHeaders(message.id, body, secret, now) };
  const answer = await askPublic({ url: new URL(address), method: 'POST', headers, body, timeoutMs: TIMEOUT_MS, maxBytes: MOST_BYTES });
  if (answer.status === 'failed' && answer.reason === 'not-public') return failedWith('address');
  return outcomeOfStatus(answer, now) ?? { status: 'sent' };
}

/** HMAC-SHA256 over `id.timestamp.body`; the secret is base64 behind `whsec_`. */
export function signatureHeaders(id: string, body: string, secret: string, now: Date): Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string> {
  const timestamp = String(Math.floor(now.getTime() / 1_000));
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}` };
}

export function webhookBody(message: NoticeMessage, now: Date): string {
  const notices = message.lines.map(({ kind, severity, title, text, url, happenedAt }) => ({ kind, severity, title, text, url, happenedAt: happenedAt.toISOString() }));
  return JSON.stringify({ type: 'notices', timestamp: now.toISOString(), data: { subject: message.subject, notices } });
}
