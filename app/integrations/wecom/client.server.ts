import type { SendProblem } from '#app/domain/notice-channel.ts';
import { silenceMs } from '#app/domain/notice-channel.ts';
import type { NoticeLine, NoticeMessage, SendOutcome, SendTarget } from '../notice-message.ts';
import { bytesOf, failedWith, fitLines, plainForMarkdown } from '../notice-message.ts';
import { codeIn, outcomeOfCode, outcomeOfStatus, postJson } from '../robot-answer.server.ts';

/** Markdown may have 4,096 bytes of UTF-8, text 2,048; the smaller one holds for both, so that no length depends on the format. */
const MOST_BYTES = 2_048;

/** Posts a message to a robot of a WeCom group. What is wrong stands in a 200, as `errcode`. */
export async function sendToWeCom({ address }: SendTarget, message: NoticeMessage, now: Date): Promise<SendOutcome> {
  const answer = await postJson(new URL(address), weComBody(message));
  const early = outcomeOfStatus(answer, now);
  if (early || answer.status === 'failed') return early ?? failedWith('unreachable');
  return outcomeOfCode(codeIn(answer.text, ['errcode']), PROBLEMS, silenceMs('wecom'));
}

export function weComBody(message: NoticeMessage): string {
  const content = fitLines(message, (lines, rest) => contentOf(message, lines, rest), (text) => bytesOf(text) <= MOST_BYTES);
  return JSON.stringify({ msgtype: 'markdown', markdown: { content } });
}

function contentOf(message: NoticeMessage, lines: readonly NoticeLine[], rest: string | null): string {
  const parts = lines.map((line) => `**${plainForMarkdown(line.severityName)}** [${plainForMarkdown(line.title)}](${line.url})\n${plainForMarkdown(line.text)}`);
  const head = lines.length + (rest === null ? 0 : 1) > 1 ? [`**${plainForMarkdown(message.subject)}**`] : [];
  return [...head, ...parts, ...(rest === null ? [] : [plainForMarkdown(rest)]), `[${plainForMarkdown(message.inboxName)}](${message.inboxUrl})`].join('\n');
}

const PROBLEMS: ReadonlyMap<number, SendProblem> = new Map([
  [-1, 'unavailable'], [45_009, 'rate-limited'], [45_033, 'rate-limited'], [93_000, 'address'], [93_008, 'address'], [40_058, 'too-long'], [45_002, 'too-long'], [60_020, 'not-allowed'],
]);
