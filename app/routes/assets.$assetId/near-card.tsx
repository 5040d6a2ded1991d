import { Link } from '@remix-run/react';
import { AssetPicture } from '#app/components/asset-parts.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Card } from '#app/ui/card.tsx';
import type { AssetPage } from './load-asset.server.ts';

/** Pictures that look nearly like this one. */
export function NearCard({ near }: { readonly near: AssetPage['near'] }) {
  const t = useText('assets');
  if (near.length === 0) return null;
  return (
    <Card title={t('one.near')} subtitle={t('one.nearText')}>
      <ul className="flex flex-col gap-2">
        {near.map((one) => (
          <li key={one.id}>
            <Link to={paths.asset({ assetId: one.id })} className="flex items-center gap-3 hover:underline">
              <AssetPicture src={one.thumbnail} kind="image" small className="size-14 shrink-0 rounded-control" />
              <span className="min-w-0">
                <span className="block truncate">{one.title}</span>
                <span className="block text-muted text-[0.9286rem]">{t('number', { number: one.number })} · {one.bits === 0 ? t('one.identical') : t('one.bits', { count: one.bits })}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
