import type { Kysely } from 'kysely';
import type { SendingChannel } from '#db/queries/notice-channel.server.ts';
import { findMailServer } from '#db/queries/notice-channel.server.ts';
import type { Database } from '#db/schema.ts';
import { isChannelAddress } from '#app/domain/notice-channel.ts';
import { sendToDingTalk } from '#app/integrations/dingtalk/client.server.ts';
import { sendToFeishu } from '#app/integrations/feishu/client.server.ts';
import { sendMail } from '#app/integrations/mail/client.server.ts';
import type { NoticeMessage, SendOutcome } from '#app/integrations/notice-message.ts';
import { failedWith } from '#app/integrations/notice-message.ts';
import { sendToSlack } from '#app/integrations/slack/client.server.ts';
import { sendToWebhook } from '#app/integrations/standard-webhooks/send.server.ts';
import { sendToWeCom } from '#app/integrations/wecom/client.server.ts';
import { unseal } from '#app/lib/secret.server.ts';

/** Hands a message to a channel, once. Whatever goes wrong is an outcome; addresses and secrets are unsealed here and go no further than the request. */
export async function transmitMessage(db: Kysely<Database>, channel: SendingChannel, message: NoticeMessage, now: Date): Promise<SendOutcome> {
  const address = channel.userId === null ? openSeal(channel.addressSealed) : channel.email;
  // Checked again where it is used: what an address may be is not left to whoever stored it.
  if (address === null || !isChannelAddress(channel.kind, address)) return failedWith('address');
  const target = { kind: channel.kind, address, secret: channel.secretSealed === null ? null : openSeal(channel.secretSealed) };
  if (channel.secretSealed !== null && target.secret === null) return failedWith('signature');
  switch (channel.kind) {
    case 'dingtalk':
      return await sendToDingTalk(target, message, now);
    case 'feishu':
    case 'lark':
      return await sendToFeishu(target, message, now);
    case 'wecom':
      return await sendToWeCom(target, message, now);
    case 'slack':
      return await sendToSlack(target, message, now);
    case 'webhook':
      return await sendToWebhook(target, message, now);
    case 'mail':
      return await sendByMail(db, channel.workspaceId, { address, message, now });
  }
}

async function sendByMail(
  db: Kysely<Database>, workspaceId: string, { address, message, now }: { readonly address: string; readonly message: NoticeMessage; readonly now: Date },
): Promise<SendOutcome> {
  const server = await findMailServer(db, workspaceId);
  if (!server) return failedWith('no-mail-server');
  const password = server.passwordSealed === null ? null : openSeal(server.passwordSealed);
  if (server.passwordSealed !== null && password === null) return failedWith('sign-in');
  return await sendMail({ ...server, password }, address, message, now);
}

/** Null where the portal's key is another one now: the channel has to be put right by hand. */
function openSeal(sealed: string | null): string | null {
  if (sealed === null) return null;
  try {
    return unseal(sealed);
  } catch {
    return null;
  }
}
