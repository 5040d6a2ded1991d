import { findMailServer, listChannelRows } from '#db/queries/notice-channel.server.ts';
import { listMessageRows } from '#db/queries/notice-outbox.server.ts';
import type { RequestContext } from '#app/lib/authorize.server.ts';
import { timeText } from '#app/lib/quiet-hours.server.ts';

const MESSAGES = 50;

/** The channels, what they sent, and the mail server: hints and states, never an address that is a key, a secret or a password. */
export async function loadChannels({ db, workspaceId }: RequestContext) {
  const [channels, messages, mail] = await Promise.all([listChannelRows(db, workspaceId), listMessageRows(db, workspaceId, MESSAGES), findMailServer(db, workspaceId)]);
  return {
    channels: channels.map(({ quietFrom, quietUntil, ...one }) => ({
      ...one, quietFrom: timeText(quietFrom), quietUntil: timeText(quietUntil), state: !one.isOn ? ('off' as const) : one.pausedAt === null ? ('on' as const) : ('paused' as const),
    })),
    messages,
    mail: mail
      ? { host: mail.host, port: mail.port, security: mail.security, userName: mail.userName, senderAddress: mail.senderAddress, senderName: mail.senderName, hasPassword: mail.passwordSealed !== null }
      : null,
  };
}

export type ChannelView = Awaited<ReturnType<typeof loadChannels>>['channels'][number];
export type MessageView = Awaited<ReturnType<typeof loadChannels>>['messages'][number];
export type MailView = NonNullable<Awaited<ReturnType<typeof loadChannels>>['mail']>;
