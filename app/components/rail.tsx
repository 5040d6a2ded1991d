import { Link, NavLink, useLocation } from '@remix-run/react';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { cx } from '#app/ui/class-names.ts';
import { Icon } from '#app/ui/icon.tsx';
import { NAVIGATION } from './navigation.ts';
import { RailSwitch } from './preferences.tsx';
import type { RootData } from './root-data.ts';

/** The rail of wide windows; folded it shows icons alone, each with its name for those who do not see it. */
export function Rail({ data }: { readonly data: RootData }) {
  const { isRailNarrow } = data;
  return (
    <aside className={cx('hidden rail:flex flex-col gap-4 sticky top-0 h-dvh overflow-y-auto border-e border-line py-3 no-print', isRailNarrow ? 'px-2' : 'px-3')}>
      <Brand workspace={isRailNarrow ? null : data.workspace.name} />
      <Navigation can={data.can} isNarrow={isRailNarrow} />
      <RailSwitch isNarrow={isRailNarrow} />
    </aside>
  );
}

/** Mark and name, and the workspace where it is given; null leaves the mark alone. */
export function Brand({ workspace }: { readonly workspace: string | null }) {
  const t = useText('shell');
  return (
    <Link to={paths.dashboard()} aria-label={workspace === null ? t('title') : undefined} className="flex items-center gap-2 rounded-control px-2 py-1 min-w-0">
      <svg viewBox="0 0 16 16" width="24" height="24" aria-hidden="true" className="shrink-0">
        <rect width="16" height="16" rx="4" className="fill-accent-solid" />
        <path d="M4 4h2v8H4zM7 7h2v5H7zM10 9.5h2V12h-2z" className="fill-on-solid" />
      </svg>
      {workspace === null ? null : (
        <span className="min-w-0">
          <span className="block font-semibold leading-tight truncate">{t('title')}</span>
          {workspace ? <span className="block text-muted text-[0.857rem] leading-tight truncate">{workspace}</span> : null}
        </span>
      )}
    </Link>
  );
}

export function Navigation({ can, isNarrow = false }: { readonly can: RootData['can']; readonly isNarrow?: boolean }) {
  const t = useText('shell');
  const { pathname } = useLocation();
  return (
    <nav aria-label={t('mainNavigation')}>
      <ul className="flex flex-col gap-0.5">
        {NAVIGATION.filter((item) => can.includes(item.permission)).map((item) => {
          const name = t(`nav.${item.key}`);
          return (
            <li key={item.key}>
              <NavLink
                to={item.to} end={item.to === paths.dashboard()} prefetch="intent" title={isNarrow ? name : undefined}
                className={({ isActive }) => cx('flex items-center gap-2.5 rounded-control px-2.5 min-h-8', isNarrow && 'justify-center min-h-9', isActive || (item.within && pathname.startsWith(item.within)) ? 'bg-accent-soft text-accent font-medium' : 'text-muted hover:bg-hover hover:text-text')}
              >
                <Icon name={item.icon} />
                <span className={isNarrow ? 'sr-only' : undefined}>{name}</span>
              </NavLink>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
