import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useText } from '#app/i18n/use-text.ts';

export interface Crumb {
  readonly label: ReactNode;
  readonly to: string;
}

/** The way back up, without the page itself, whose name stands right below. */
export function Breadcrumb({ crumbs }: { readonly crumbs: readonly Crumb[] }) {
  const t = useText('shell');
  return (
    <nav aria-label={t('breadcrumb')} className="no-print">
      <ol className="flex flex-wrap items-center gap-1 text-muted text-[0.9286rem]">
        {crumbs.map((crumb, index) => (
          <li key={crumb.to} className="flex items-center gap-1">
            {index === 0 ? null : <span aria-hidden="true">/</span>}
            <Link to={crumb.to} className="inline-flex items-center min-h-7 hover:text-text hover:underline">{crumb.label}</Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
