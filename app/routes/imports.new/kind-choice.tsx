import { Link } from '@remix-run/react';
import type { ImportKind } from '#app/domain/ingestion/import-run.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { cx } from '#app/ui/class-names.ts';

/** What the file holds: each kind is an address of its own; the chosen one goes with the form. */
export function KindChoice({ kinds, kind }: { readonly kinds: readonly ImportKind[]; readonly kind: ImportKind }) {
  const t = useText('imports');
  const td = useText('domain');
  return (
    <>
      <input type="hidden" name="kind" value={kind} />
      <ul className="flex flex-wrap gap-2">
        {kinds.map((each) => (
          <li key={each}>
            <Link
              to={paths.importNew({ kind: each })} replace preventScrollReset aria-current={each === kind ? 'true' : undefined}
              className={cx('inline-flex items-center min-h-8 rounded-full border px-3', each === kind ? 'border-accent-solid bg-accent-soft text-accent font-medium' : 'border-line-strong hover:bg-hover')}
            >
              {td(`importKind.${each}`)}
            </Link>
          </li>
        ))}
      </ul>
      <p className="mt-3 text-muted">{t(`about.${kind}`)} <a href={paths.importTemplate({ kind })} download className="text-accent underline">{t('templateOf', { kind: td(`importKind.${kind}`) })}</a></p>
    </>
  );
}
