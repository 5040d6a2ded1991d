import { createHmac } from 'node:crypto';
import type { SendProblem } from '#app/domain/notice-channel.ts';
import { silenceMs } from '#app/domain/notice-channel.ts';
import type { NoticeLine, NoticeMessage, SendOutcome, SendTarget } from '../notice-message.ts';
import { bytesOf, failedWith, fitLines, plainForMarkdown } from '../notice-message.ts';
import { codeIn, outcomeOfCode, outcomeOfStatus, postJson } from '../robot-answer.server.ts';

/** A custom robot takes 20,000 bytes. */
const MOST_BYTES = 20_000;

/** Posts a message to a custom robot of a DingTalk group. What is wrong stands in a 200, as `errcode`. */
export async function sendToDingTalk({ address, secret }: SendTarget, message: NoticeMessage, now: Date): Promise<SendOutcome> {
  const answer = await postJson(signedAddress(new URL(address), secret, now), dingTalkBody(message));
  const early = outcomeOfStatus(answer, now);
  if (early || answer.status === 'failed') return early ?? failedWith('unreachable');
  const told = codeIn(answer.text, ['errcode']);
  // One code for three refusals of the robot's own safety settings; only its words tell them apart.
  if (told?.code === 310_000) return failedWith(/sign|timestamp|签名/.test(told.words) ? 'signature' : /\bip\b/.test(told.words) ? 'not-allowed' : 'keyword');
  return outcomeOfCode(told, PROBLEMS, silenceMs('dingtalk'));
}

/** `timestamp` (ms) and `sign`: the base64 of HMAC-SHA256 by the secret over "timestamp\nsecret", within an hour of the robot's clock. */
export function signedAddress(address: URL, secret: string | null, now: Date): URL {
  const url = new URL(address);
  if (secret === null) return url;
  const timestamp = String(now.getTime());
  url.searchParams.set('timestamp', timestamp);
  url.searchParams.set('sign', createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64'));
  return url;
}

export function dingTalkBody(message: NoticeMessage): string {
  const write = (lines: readonly NoticeLine[], rest: string | null) => JSON.stringify({ msgtype: 'markdown', markdown: { title: plainForMarkdown(message.subject), text: markdownOf(message, lines, rest) } });
  return fitLines(message, write, (body) => bytesOf(body) <= MOST_BYTES);
}

/** DingTalk breaks a paragraph at an empty line only. */
function markdownOf(message: NoticeMessage, lines: readonly NoticeLine[], rest: string | null): string {
  const parts = lines.map((line) => `**${plainForMarkdown(line.severityName)}** · [${plainForMarkdown(line.title)}](${line.url})\n\n${plainForMarkdown(line.text)}`);
  const head = lines.length + (rest === null ? 0 : 1) > 1 ? [`#### ${plainForMarkdown(message.subject)}`] : [];
  return [...head, ...parts, ...(rest === null ? [] : [plainForMarkdown(rest)]), `[${plainForMarkdown(message.inboxName)}](${message.inboxUrl})`].join('\n\n');
}

const PROBLEMS: ReadonlyMap<number, SendProblem> = new Map([
  [-1, 'unavailable'], [130_101, 'rate-limited'], [410_100, 'rate-limited'], [300_001, 'address'], [300_005, 'address'], [400_101, 'address'], [400_102, 'address'], [400_106, 'address'], [400_013, 'address'],
  [460_101, 'too-long'],
]);
