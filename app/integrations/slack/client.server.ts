import type { NoticeLine, NoticeMessage, SendOutcome, SendTarget } from '../notice-message.ts';
import { failedWith, fitLines } from '../notice-message.ts';
import { outcomeOfStatus, postJson } from '../robot-answer.server.ts';

/** A section holds 3,000 characters, a message 50 blocks; with a head and a foot that is more than a digest ever has. */
const MOST_SECTION = 3_000;
const MOST_BLOCKS = 50;

/** Posts a message to an incoming webhook of Slack. A refusal has a status of its own and a word as its body. */
export async function sendToSlack({ address }: SendTarget, message: NoticeMessage, now: Date): Promise<SendOutcome> {
  const answer = await postJson(new URL(address), slackBody(message));
  if (answer.status === 'answered' && answer.httpStatus === 403 && answer.text.trim() === 'invalid_token') return failedWith('address');
  const early = outcomeOfStatus(answer, now);
  if (early || answer.status === 'failed') return early ?? failedWith('unreachable');
  return answer.text.trim() === 'ok' ? { status: 'sent' } : failedWith('rejected');
}

interface SlackBody {
  readonly text: string;
  readonly unfurl_links: false;
  readonly blocks: readonly { readonly type: 'section'; readonly text: { readonly type: 'mrkdwn'; readonly text: string } }[];
}

export function slackBody(message: NoticeMessage): string {
  return JSON.stringify(fitLines(message, (lines, rest) => bodyOf(message, lines, rest), ({ blocks }) => blocks.length <= MOST_BLOCKS && blocks.every((block) => block.text.text.length <= MOST_SECTION)));
}

/** `text` is what a notification shows; the blocks are the message. */
function bodyOf(message: NoticeMessage, lines: readonly NoticeLine[], rest: string | null): SlackBody {
  const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } }) as const;
  return {
    text: escapeSlack(message.subject), unfurl_links: false,
    blocks: [
      ...lines.map((line) => section(`*${escapeSlack(line.severityName)}* · <${line.url}|${escapeSlack(line.title).replaceAll('|', '¦')}>\n${escapeSlack(line.text)}`)),
      ...(rest === null ? [] : [section(escapeSlack(rest))]),
      section(`<${message.inboxUrl}|${escapeSlack(message.inboxName)}>`),
    ],
  };
}

/** The three signs that Slack reads; others are left as they are. */
export function escapeSlack(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replace(/\s+/g, ' ');
}
