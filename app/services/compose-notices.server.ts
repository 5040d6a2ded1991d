import type { MessageNotice } from '#db/queries/notice-outbox.server.ts';
import { NOTICE_RULES, NOTICE_SEVERITIES } from '#app/domain/notice.ts';
import type { NoticeLine, NoticeMessage } from '#app/integrations/notice-message.ts';
import { messageWords } from '#app/lib/notice-message-words.server.ts';
import type { NoticeAudience } from '#app/lib/notice-text.server.ts';
import { noticeText } from '#app/lib/notice-text.server.ts';
import { paths } from '#app/lib/paths.ts';

export interface MessageTerms extends NoticeAudience {
  /** The same over every try. */
  readonly messageId: string;
  /** What addresses in it begin with. */
  readonly origin: string;
}

/** Makes a message of notices for those who read along, the most pressing first. */
export function composeNotices(notices: readonly Pick<MessageNotice, 'facts' | 'happenedAt'>[], terms: MessageTerms): NoticeMessage {
  const words = messageWords(terms.locale);
  const sorted = notices.toSorted((a, b) => urgencyOf(a) - urgencyOf(b));
  return messageOf(terms, sorted.map(({ facts, happenedAt }): NoticeLine => {
    const { title, text, path } = noticeText(facts, terms);
    const { severity } = NOTICE_RULES[facts.kind];
    return { kind: facts.kind, severity, severityName: words.severity(severity), title, text, url: terms.origin + path, happenedAt };
  }));
}

function urgencyOf({ facts }: Pick<MessageNotice, 'facts'>): number {
  return NOTICE_SEVERITIES.indexOf(NOTICE_RULES[facts.kind].severity);
}

/** The message that shows whether a channel works. */
export function composeTest(sender: string, terms: MessageTerms, now: Date): NoticeMessage {
  const words = messageWords(terms.locale);
  return messageOf(terms, [{
    kind: 'test', severity: 'task', severityName: words.severity('task'), title: words.testTitle, text: words.testText(sender), url: terms.origin + paths.notices(), happenedAt: now,
  }]);
}

function messageOf({ messageId, locale, origin }: MessageTerms, lines: readonly NoticeLine[]): NoticeMessage {
  const words = messageWords(locale);
  const [first] = lines;
  return {
    id: messageId, language: locale, subject: lines.length === 1 && first ? first.title : words.subject(lines.length), lines, more: words.more, inboxUrl: origin + paths.notices(), inboxName: words.inbox,
  };
}
