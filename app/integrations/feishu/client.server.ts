import { createHmac } from 'node:crypto';
import type { SendProblem } from '#app/domain/notice-channel.ts';
import { silenceMs } from '#app/domain/notice-channel.ts';
import type { NoticeLine, NoticeMessage, SendOutcome, SendTarget } from '../notice-message.ts';
import { bytesOf, failedWith, fitLines } from '../notice-message.ts';
import { codeIn, outcomeOfCode, outcomeOfStatus, postJson } from '../robot-answer.server.ts';

/** A custom bot takes 20 KB. */
const MOST_BYTES = 20_000;

/** Posts a message to a custom bot of a Feishu or Lark group; they differ by their host alone. `code` (older bots: `StatusCode`) tells what is wrong. */
export async function sendToFeishu({ kind, address, secret }: SendTarget, message: NoticeMessage, now: Date): Promise<SendOutcome> {
  const answer = await postJson(new URL(address), feishuBody(message, secret, now));
  const told = answer.status === 'answered' ? codeIn(answer.text, ['code', 'StatusCode']) : null;
  // Some refusals come with a 400 and say in their code what it is.
  if (told && told.code !== 0) return told.code === 9499 && told.words.includes('too many') ? failedWith('rate-limited', silenceMs(kind)) : outcomeOfCode(told, PROBLEMS, silenceMs(kind));
  return outcomeOfStatus(answer, now) ?? outcomeOfCode(told, PROBLEMS, silenceMs(kind));
}

/** `timestamp` (seconds) and `sign`: the base64 of HMAC-SHA256 over nothing, its key being "timestamp\nsecret"; within an hour of the bot's clock. */
export function feishuSignature(secret: string, now: Date): { timestamp: string; sign: string } {
  const timestamp = String(Math.floor(now.getTime() / 1_000));
  return { timestamp, sign: createHmac('sha256', `${timestamp}\n${secret}`).update('').digest('base64') };
}

export function feishuBody(message: NoticeMessage, secret: string | null, now: Date): string {
  const signed = secret === null ? {} : feishuSignature(secret, now);
  const write = (lines: readonly NoticeLine[], rest: string | null) =>
    JSON.stringify({ ...signed, msg_type: 'post', content: { post: { [message.language === 'zh-CN' ? 'zh_cn' : 'en_us']: { title: message.subject, content: paragraphs(message, lines, rest) } } } });
  return fitLines(message, write, (body) => bytesOf(body) <= MOST_BYTES);
}

/** Text in a post is text: nothing in it is read as a sign. */
function paragraphs(message: NoticeMessage, lines: readonly NoticeLine[], rest: string | null): object[][] {
  return [
    ...lines.flatMap((line) => [
      [{ tag: 'text', text: `${line.severityName} · ` }, { tag: 'a', text: line.title, href: line.url }],
      [{ tag: 'text', text: line.text }],
    ]),
    ...(rest === null ? [] : [[{ tag: 'text', text: rest }]]),
    [{ tag: 'a', text: message.inboxName, href: message.inboxUrl }],
  ];
}

const PROBLEMS: ReadonlyMap<number, SendProblem> = new Map([
  [19_001, 'address'], [19_002, 'rejected'], [19_021, 'signature'], [19_022, 'not-allowed'], [19_024, 'keyword'], [9_499, 'rejected'], [11_232, 'rate-limited'], [11_233, 'rate-limited'],
  [11_246, 'rejected'],
]);
