import nodemailer from 'nodemailer';
import type { MailSecurity } from '#app/domain/mail-server.ts';
import { recipientsOf } from '#app/domain/notice-channel.ts';
import type { NoticeLine, NoticeMessage, SendOutcome } from '../notice-message.ts';
import { failedWith } from '../notice-message.ts';

/** The server a workspace's mail leaves by, unsealed. It may be anywhere, also on this machine: administrators name it, and it speaks SMTP, not HTTP. */
export interface MailServer {
  readonly host: string;
  readonly port: number;
  readonly security: MailSecurity;
  readonly userName: string;
  readonly password: string | null;
  readonly senderAddress: string;
  readonly senderName: string;
}

const TIMEOUT_MS = 10_000;

/**
 * Sends a message by SMTP, as text and as HTML. Its Message-ID is made of the message's own id, so that a repetition is recognised by whoever keeps mail.
 * Addresses and subject are one line each, or nothing is sent: a line break would write headers of its own.
 */
export async function sendMail(server: MailServer, address: string, message: NoticeMessage, now: Date): Promise<SendOutcome> {
  const recipients = recipientsOf(address);
  if ([...recipients, message.subject, server.senderAddress, server.senderName].some((text) => /\p{Cc}/u.test(text))) return failedWith('rejected');
  const transport = nodemailer.createTransport({
    host: server.host, port: server.port, secure: server.security === 'tls', requireTLS: server.security === 'starttls', ignoreTLS: server.security === 'none',
    ...(server.userName === '' ? {} : { auth: { user: server.userName, pass: server.password ?? '' } }),
    connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS, disableFileAccess: true, disableUrlAccess: true,
  });
  try {
    await transport.sendMail({
      from: { name: server.senderName, address: server.senderAddress }, to: recipients.map((recipient) => ({ name: '', address: recipient })), subject: message.subject,
      messageId: `<${message.id}@${server.senderAddress.split('@').at(-1) ?? 'portal'}>`, date: now, headers: { 'Auto-Submitted': 'auto-generated' },
      text: textOf(message), html: htmlOf(message),
    });
    return { status: 'sent' };
  } catch (error) {
    return outcomeOfMailError(error);
  } finally {
    transport.close();
  }
}

/** By the codes of nodemailer and of SMTP; the server's words may quote addresses and stay out. */
function outcomeOfMailError(error: unknown): SendOutcome {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reply = error instanceof Error && 'responseCode' in error && typeof error.responseCode === 'number' ? error.responseCode : 0;
  if (code === 'EAUTH' || code === 'ENOAUTH' || reply === 535 || reply === 534 || reply === 530) return failedWith('sign-in');
  if (code === 'ETIMEDOUT') return failedWith('timeout');
  if (reply === 421 || reply === 450 || reply === 451 || reply === 452) return failedWith('unavailable');
  if (reply === 552) return failedWith('too-long');
  if (code === 'EENVELOPE' && reply >= 500) return failedWith('recipient');
  if (reply >= 500) return failedWith('rejected');
  return failedWith('unreachable');
}

export function textOf(message: NoticeMessage): string {
  const parts = message.lines.map((line) => `${line.severityName} · ${line.title}\n${line.text}\n${line.url}`);
  return `${parts.join('\n\n')}\n\n--\n${message.inboxName}: ${message.inboxUrl}\n`;
}

/** Plain structure without styles of its own: every mail program shows it in its reader's letters and colours. */
export function htmlOf(message: NoticeMessage): string {
  const item = (line: NoticeLine) => `<p><strong>${escapeHtml(line.severityName)}</strong> · <a href="${escapeHtml(line.url)}">${escapeHtml(line.title)}</a><br>${escapeHtml(line.text)}</p>`;
  return `<!doctype html><html lang="${message.language}"><body>${message.lines.map(item).join('')}<hr><p><a href="${escapeHtml(message.inboxUrl)}">${escapeHtml(message.inboxName)}</a></p></body></html>`;
}

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
