import { Link, useFetcher } from '@remix-run/react';
import { InstantText, RelativeText } from '#app/components/date-text.tsx';
import type { NoticeSeverity } from '#app/domain/notice.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import type { Tone } from '#app/ui/badge.tsx';
import { Badge } from '#app/ui/badge.tsx';
import { Button } from '#app/ui/button.tsx';
import { cx } from '#app/ui/class-names.ts';
import type { IconName } from '#app/ui/icon.tsx';
import type { NoticeView } from './load-notices.server.ts';

const LOOKS: Readonly<Record<NoticeSeverity, { readonly tone: Tone; readonly icon: IconName }>> = {
  urgent: { tone: 'red', icon: 'stop' }, warning: { tone: 'amber', icon: 'alert' }, task: { tone: 'accent', icon: 'clock' },
};

/** One alert: how pressing, what happened, when, and the way to where it is seen to. Following that way marks it as read. */
export function NoticeItem({ notice, now }: { readonly notice: NoticeView; readonly now: string }) {
  const t = useText('notices');
  const reading = useFetcher({ key: `read-${notice.id}` });
  const isRead = notice.isRead || reading.formData !== undefined;
  const { tone, icon } = LOOKS[notice.severity];
  const markRead = () => {
    if (!isRead) void reading.submit({ intent: 'read', noticeId: notice.id }, { method: 'post', action: `${paths.notices()}?index` });
  };
  return (
    <li className={cx('flex flex-wrap items-start gap-x-3 gap-y-1 px-4 py-3', notice.overAt !== null && 'text-muted')}>
      <span aria-hidden="true" className={cx('mt-2 size-2 shrink-0 rounded-full', isRead || notice.overAt !== null ? 'bg-transparent' : 'bg-accent-solid')} />
      <div className="flex-1 min-w-0 basis-60">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Badge tone={notice.overAt === null ? tone : 'neutral'} icon={notice.overAt === null ? icon : 'check'}>{notice.overAt === null ? t(`severity.${notice.severity}`) : t('over')}</Badge>
          <Link to={notice.path} onClick={markRead} prefetch="intent" className={cx('min-w-0 break-words hover:underline', isRead ? '' : 'font-semibold')}>{notice.title}</Link>
          {!isRead && notice.overAt === null ? <span className="sr-only">{t('isUnread')}</span> : null}
        </p>
        <p className="mt-0.5 break-words">{notice.text}</p>
        <p className="mt-0.5 text-muted text-[0.9286rem]">
          {t(`kind.${notice.kind}`)} · <RelativeText at={notice.happenedAt} now={now} />
          {notice.overAt ? <> · {t('over')} <InstantText at={notice.overAt} /></> : null}
        </p>
      </div>
      {isRead || notice.overAt !== null ? null : <Button size="sm" variant="ghost" icon="check" onClick={markRead} aria-label={`${t('markRead')}: ${notice.title}`} title={t('markRead')} />}
    </li>
  );
}
