import { Link, useFetcher, useLocation } from '@remix-run/react';
import { useEffect } from 'react';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Icon } from '#app/ui/icon.tsx';

/** How often a page that stays open asks again. */
const ASK_EVERY_MS = 60_000;

interface Unread {
  readonly unread: number;
  /** There are more than that. */
  readonly more: boolean;
}

/**
 * The way to the alerts, with how many are unread. The number comes after the page, by a small request of its own: no page waits for it. It is asked for
 * again with each page, and each minute while somebody looks.
 */
export function NoticeBell() {
  const t = useText('shell');
  const { pathname } = useLocation();
  const { load, data } = useFetcher<Unread>();
  const unread = data?.unread ?? 0;
  const label = unread === 0 ? t('alerts') : data?.more ? t('manyAlerts', { count: unread }) : t('unreadAlerts', { count: unread });
  return (
    <Link to={paths.notices()} aria-label={label} title={label} className="relative grid size-9 shrink-0 place-items-center rounded-control hover:bg-hover">
      <AskAgain key={pathname} load={load} />
      <Icon name="bell" className="text-lg" />
      {unread > 0 ? (
        <span aria-hidden="true" className="absolute end-0 top-0 min-w-4 rounded-full bg-danger-solid px-1 text-center text-[0.714rem] font-semibold leading-4 text-on-solid">
          {data?.more ? `${unread}+` : unread}
        </span>
      ) : null}
    </Link>
  );
}

/** Asks when it appears, and each minute from then on while the page is in view. */
function AskAgain({ load }: { readonly load: (href: string) => void }) {
  useEffect(() => {
    load(paths.noticesUnread());
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') load(paths.noticesUnread());
    }, ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [load]);
  return null;
}
