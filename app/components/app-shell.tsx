import { Link, NavLink, useLocation, useNavigation } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { cx } from '#app/ui/class-names.ts';
import { Dropdown, menuItemClass } from '#app/ui/dropdown.tsx';
import { Icon } from '#app/ui/icon.tsx';
import { NAVIGATION } from './navigation.ts';
import { LanguageSwitch, ThemeSwitch } from './preferences.tsx';
import type { RootData } from './root-data.ts';

interface AppShellProps {
  readonly data: RootData;
  readonly user: NonNullable<RootData['user']>;
  /** A search field for the top bar, on pages that have one for the whole portal. */
  readonly search?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of every page of a person who is signed in: rail, top bar, content. Narrow windows fold the rail into a menu. */
export function AppShell({ data, user, search, children }: AppShellProps) {
  const t = useText('shell');
  return (
    <div className="min-h-dvh rail:grid rail:grid-cols-[13.5rem_minmax(0,1fr)]">
      <a href="#content" className="sr-only focus:not-sr-only focus:fixed focus:z-50 focus:top-2 focus:start-2 focus:rounded-control focus:bg-surface focus:px-3 focus:py-2 focus:shadow-pop">{t('skipToContent')}</a>
      <aside className="hidden rail:flex flex-col gap-4 sticky top-0 h-dvh overflow-y-auto border-e border-line px-3 py-3 no-print">
        <Brand workspace={data.workspace.name} />
        <Navigation can={data.can} />
      </aside>
      <div className="flex flex-col min-w-0">
        <header className="sticky top-0 z-30 flex items-center gap-2 border-b border-line bg-canvas/95 px-4 h-13 no-print">
          <div className="rail:hidden">
            <Dropdown label={t('openMenu')} trigger={<span className="grid size-9 place-items-center rounded-control hover:bg-hover"><Icon name="menu" className="text-lg" /></span>} panelClassName="w-64 p-2">
              <Navigation can={data.can} />
            </Dropdown>
          </div>
          <div className="rail:hidden min-w-0"><Brand workspace="" /></div>
          <div className="flex-1 min-w-0">{search}</div>
          <LanguageSwitch />
          <ThemeSwitch theme={data.theme} />
          <UserMenu user={user} />
        </header>
        <PageProgress />
        <main id="content" tabIndex={-1} className="flex-1 min-w-0 px-4 py-5 sm:px-6 focus:outline-none">
          <div className="mx-auto max-w-[112rem]">{children}</div>
        </main>
      </div>
    </div>
  );
}

function Brand({ workspace }: { readonly workspace: string }) {
  const t = useText('shell');
  return (
    <Link to={paths.dashboard()} className="flex items-center gap-2 rounded-control px-2 py-1 min-w-0">
      <svg viewBox="0 0 16 16" width="24" height="24" aria-hidden="true" className="shrink-0">
        <rect width="16" height="16" rx="4" className="fill-accent-solid" />
        <path d="M4 4h2v8H4zM7 7h2v5H7zM10 9.5h2V12h-2z" className="fill-on-solid" />
      </svg>
      <span className="min-w-0">
        <span className="block font-semibold leading-tight truncate">{t('title')}</span>
        {workspace ? <span className="block text-muted text-[0.857rem] leading-tight truncate">{workspace}</span> : null}
      </span>
    </Link>
  );
}

function Navigation({ can }: { readonly can: RootData['can'] }) {
  const t = useText('shell');
  const { pathname } = useLocation();
  return (
    <nav aria-label={t('mainNavigation')}>
      <ul className="flex flex-col gap-0.5">
        {NAVIGATION.filter((item) => can.includes(item.permission)).map((item) => (
          <li key={item.key}>
            <NavLink
              to={item.to} end={item.to === paths.dashboard()} prefetch="intent"
              className={({ isActive }) => cx('flex items-center gap-2.5 rounded-control px-2.5 min-h-8', isActive || (item.within && pathname.startsWith(item.within)) ? 'bg-accent-soft text-accent font-medium' : 'text-muted hover:bg-hover hover:text-text')}
            >
              <Icon name={item.icon} />
              {t(`nav.${item.key}`)}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function UserMenu({ user }: { readonly user: AppShellProps['user'] }) {
  const t = useText('shell');
  const td = useText('domain');
  return (
    <Dropdown
      align="end" label={`${t('account')}: ${user.name}`}
      trigger={<span className="grid size-8 place-items-center rounded-full bg-accent-soft text-accent font-semibold">{[...user.name][0]?.toUpperCase() ?? <Icon name="user" />}</span>}
      panelClassName="w-60"
    >
      <div className="px-2.5 py-2 border-b border-line mb-1">
        <p className="font-semibold truncate">{user.name}</p>
        <p className="text-muted truncate">{user.email}</p>
        <p className="text-muted">{td(`role.${user.role}`)}</p>
      </div>
      <form method="post" action={paths.signOut()}>
        <button type="submit" className={menuItemClass}><Icon name="logout" />{t('signOut')}</button>
      </form>
    </Dropdown>
  );
}

/** A line under the top bar while the next page is on its way; it waits a moment, so that quick pages show nothing. */
function PageProgress() {
  const t = useText('shell');
  const busy = useNavigation().state !== 'idle';
  return (
    <div role="status" className="sticky top-13 z-30 h-0 no-print">
      {busy ? <span className="page-progress"><span className="sr-only">{t('pageLoading')}</span></span> : null}
    </div>
  );
}
