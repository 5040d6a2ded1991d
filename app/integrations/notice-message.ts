import type { ChannelKind, SendProblem } from '#app/domain/notice-channel.ts';

/** A line of a message: what happened, to whom, and where it is seen. All text is of the channel's language and shows only what its readers may see. */
export interface NoticeLine {
  readonly kind: string;
  readonly severity: string;
  readonly severityName: string;
  readonly title: string;
  readonly text: string;
  readonly url: string;
  readonly happenedAt: Date;
}

/** What goes out at once, the same for every channel; each writes it in its own format. */
export interface NoticeMessage {
  /** The same however often it is sent, so that a receiver can tell a repetition. */
  readonly id: string;
  readonly language: 'zh-CN' | 'en';
  /** "3 new alerts"; of a single line its title. */
  readonly subject: string;
  readonly lines: readonly NoticeLine[];
  /** What stands for lines that there is no room for. */
  readonly more: (count: number) => string;
  /** The inbox of the portal. */
  readonly inboxUrl: string;
  readonly inboxName: string;
}

/** Where a message goes, unsealed. */
export interface SendTarget {
  readonly kind: ChannelKind;
  readonly address: string;
  readonly secret: string | null;
}

export type SendOutcome =
  | { readonly status: 'sent' }
  /** `silenceMs` where the other side says for how long it wants nothing. */
  | { readonly status: 'failed'; readonly problem: SendProblem; readonly silenceMs: number | null };

export function failedWith(problem: SendProblem, silenceMs: number | null = null): SendOutcome {
  return { status: 'failed', problem, silenceMs };
}

/** UTF-8 bytes: what the robots' limits count. */
export function bytesOf(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}

/**
 * The most lines that fit, with what stands for the rest: `write` makes the whole of so many lines, the first of which are the most pressing.
 * One line that is too long by itself is cut at a character, never within one.
 */
export function fitLines<T>(message: NoticeMessage, write: (lines: readonly NoticeLine[], rest: string | null) => T, fits: (written: T) => boolean): T {
  const { lines } = message;
  for (let count = lines.length; count > 1; count -= 1) {
    const written = write(lines.slice(0, count), count === lines.length ? null : message.more(lines.length - count));
    if (fits(written)) return written;
  }
  const [first, ...others] = lines;
  const rest = others.length === 0 ? null : message.more(others.length);
  if (!first) return write([], rest);
  let text = [...first.text];
  for (;;) {
    const written = write([{ ...first, text: text.length < [...first.text].length ? `${text.join('')}…` : first.text }], rest);
    if (fits(written) || text.length === 0) return written;
    text = text.slice(0, Math.floor(text.length * 0.8));
  }
}

/**
 * Markdown of robots knows no way to write its own signs: a name that holds them is shown with their full-width twins, so that nobody's name
 * makes a link, a mention or a heading.
 */
export function plainForMarkdown(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[[\]<>*`#|~\\()]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
}
