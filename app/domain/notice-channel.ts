/** Ways out of the portal (product.md section 13); `webhook` is anything that takes Standard Webhooks. */
export const CHANNEL_KINDS = ['mail', 'dingtalk', 'feishu', 'lark', 'wecom', 'slack', 'webhook'] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

/** When what is waiting goes out: at once, gathered by the hour, or once a day. */
export const CHANNEL_PACES = ['each', 'hourly', 'daily'] as const;
export type ChannelPace = (typeof CHANNEL_PACES)[number];

/** Why a message did not go out, as people read it; never the words of the other side, which may quote addresses and keys. */
export const SEND_PROBLEMS = [
  'unreachable', 'timeout', 'unavailable', 'rate-limited', 'rejected', 'too-long', 'signature', 'address', 'keyword', 'not-allowed', 'no-mail-server', 'sign-in', 'recipient',
] as const;
export type SendProblem = (typeof SEND_PROBLEMS)[number];

/** What became of a message; a notice that was over, or too old to be news, is withdrawn instead of sent. */
export const MESSAGE_STATES = ['waiting', 'sent', 'failed'] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

/** `later` may pass by itself; `never` this message will not get through; `repair` nothing will, until somebody puts the channel right. */
export function remedyOf(problem: SendProblem): 'later' | 'never' | 'repair' {
  switch (problem) {
    case 'unreachable':
    case 'timeout':
    case 'unavailable':
    case 'rate-limited':
      return 'later';
    case 'rejected':
    case 'too-long':
      return 'never';
    case 'signature':
    case 'address':
    case 'keyword':
    case 'not-allowed':
    case 'no-mail-server':
    case 'sign-in':
    case 'recipient':
      return 'repair';
  }
}

/** So many messages within so many milliseconds. */
export interface RateLimit {
  readonly windowMs: number;
  readonly most: number;
}

/**
 * Three quarters of what the other side takes (metrics-and-formats.md 5i: DingTalk 20 a minute and then 10 minutes of silence, Feishu 100 a minute
 * and 5 a second; WeCom 20 a minute; Slack about one a second), because their minutes do not begin with ours.
 */
export const CHANNEL_LIMITS: Readonly<Record<ChannelKind, readonly RateLimit[]>> = {
  mail: [{ windowMs: 60_000, most: 30 }],
  dingtalk: [{ windowMs: 60_000, most: 15 }],
  feishu: [{ windowMs: 60_000, most: 75 }, { windowMs: 1_000, most: 3 }],
  lark: [{ windowMs: 60_000, most: 75 }, { windowMs: 1_000, most: 3 }],
  wecom: [{ windowMs: 60_000, most: 15 }],
  slack: [{ windowMs: 60_000, most: 45 }, { windowMs: 1_000, most: 1 }],
  webhook: [{ windowMs: 60_000, most: 60 }],
};

/** How long a channel is left alone when the other side says that it was too much, and not for how long. DingTalk is silent for ten minutes. */
export function silenceMs(kind: ChannelKind): number {
  return kind === 'dingtalk' ? 600_000 : 60_000;
}

/** Hosts that robots live on: a message to any other is refused before it is sent. Null where the address is the workspace's own choice. */
export function robotHost(kind: ChannelKind): string | null {
  switch (kind) {
    case 'dingtalk':
      return 'oapi.dingtalk.com';
    case 'feishu':
      return 'open.feishu.cn';
    case 'lark':
      return 'open.larksuite.com';
    case 'wecom':
      return 'qyapi.weixin.qq.com';
    case 'slack':
      return 'hooks.slack.com';
    case 'mail':
    case 'webhook':
      return null;
  }
}

/** Path and parameters that each robot's address has, so that a wrong one is recognised when it is typed. */
const ROBOT_PATHS: Readonly<Partial<Record<ChannelKind, RegExp>>> = {
  dingtalk: /^\/robot\/send\?access_token=[\w-]{16,200}$/,
  feishu: /^\/open-apis\/bot\/v2\/hook\/[\w-]{16,200}$/,
  lark: /^\/open-apis\/bot\/v2\/hook\/[\w-]{16,200}$/,
  wecom: /^\/cgi-bin\/webhook\/send\?key=[\w-]{16,200}$/,
  slack: /^\/services\/\w{1,50}\/\w{1,50}\/\w{1,100}$/,
};

const MAIL = /^[^\s@<>,;:"()[\]\\]{1,64}@[^\s@<>,;:"()[\]\\]{1,250}\.[^\s@<>,;:"()[\]\\.]{2,63}$/;
const LONGEST_ADDRESS = 2_000;
const MOST_RECIPIENTS = 20;

/** Whether an address can be one of its kind. Mail takes up to 20 recipients, apart by commas. */
export function isChannelAddress(kind: ChannelKind, address: string): boolean {
  if (address.length > LONGEST_ADDRESS) return false;
  if (kind === 'mail') {
    const recipients = recipientsOf(address);
    return recipients.length > 0 && recipients.length <= MOST_RECIPIENTS && recipients.every((one) => MAIL.test(one));
  }
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '' || url.port !== '' || url.hash !== '') return false;
  const host = robotHost(kind);
  if (host === null) return true;
  return url.host === host && (ROBOT_PATHS[kind]?.test(url.pathname + url.search) ?? false);
}

export function recipientsOf(address: string): string[] {
  return address.split(',').map((one) => one.trim()).filter((one) => one !== '');
}

/** What may be shown of an address that is a key by itself: the host and the last four characters. Mail addresses are shown whole. */
export function addressHint(kind: ChannelKind, address: string): string {
  if (kind === 'mail') return recipientsOf(address).join(', ');
  return `${new URL(address).host} …${address.slice(-4)}`;
}

/** Channels that a message can be signed for; with Standard Webhooks it always is. */
export function takesSecret(kind: ChannelKind): boolean {
  return kind === 'dingtalk' || kind === 'feishu' || kind === 'lark' || kind === 'webhook';
}

/** Whether a secret can be one of its kind: what a robot shows, or for Standard Webhooks base64 of 24 to 64 bytes behind `whsec_`. */
export function isChannelSecret(kind: ChannelKind, secret: string): boolean {
  if (kind === 'webhook') return /^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/.test(secret);
  return takesSecret(kind) && /^[\x21-\x7e]{4,200}$/.test(secret);
}
