import type { NoticeSeverity } from '#app/domain/notice.ts';
import type { Locale } from '#app/i18n/locale.ts';
import { serverI18n } from '#app/i18n/server-i18n.server.ts';

/** The words of a message around its notices, in the language of its channel. */
export interface MessageWords {
  readonly severity: (severity: NoticeSeverity) => string;
  readonly subject: (count: number) => string;
  readonly more: (count: number) => string;
  readonly inbox: string;
  readonly testTitle: string;
  readonly testText: (name: string) => string;
}

export function messageWords(locale: Locale): MessageWords {
  const { t } = serverI18n(locale);
  return {
    severity: (severity) => t(`notices:severity.${severity}`),
    subject: (count) => t('notices:message.subject', { count }),
    more: (count) => t('notices:message.more', { count }),
    inbox: t('notices:message.inbox'),
    testTitle: t('notices:message.testTitle'),
    testText: (name) => t('notices:message.testText', { name: name.replace(/[\s\p{Cc}]+/gu, ' ') }),
  };
}
