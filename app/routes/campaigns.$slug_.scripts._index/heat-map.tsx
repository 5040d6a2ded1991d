import { Link } from '@remix-run/react';
import { useLocale } from '#app/components/page-context.ts';
import { formatPercent } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { cx } from '#app/ui/class-names.ts';
import { Table } from '#app/ui/table.tsx';
import type { SamenessPage } from './load-sameness.server.ts';

/** Shades up to the threshold; from it on a pair is red, in bold, and named in the list. */
const SHADES = ['text-muted', 'bg-amber-soft/40', 'bg-amber-soft', 'bg-amber-soft font-medium'];

/** Every script beside every other, with how alike they are; a cell opens the two side by side. */
export function HeatMap({ data: { scripts, cells, similarityFrom, campaign } }: { readonly data: SamenessPage }) {
  const t = useText('scripts');
  const locale = useLocale();
  const known = new Map(cells.flatMap(({ first, second, similarity }) => [[`${first} ${second}`, similarity], [`${second} ${first}`, similarity]] as const));
  const look = (similarity: number) => (similarity >= similarityFrom ? 'bg-red-soft text-red font-semibold' : SHADES[Math.min(SHADES.length - 1, Math.floor((similarity / similarityFrom) * SHADES.length))]);
  return (
    <Table label={t('matrix.title')} compact stickyFirst tall>
      <thead>
        <tr>
          <th scope="col">{t('matrix.first')}</th>
          {scripts.map((script, index) => <th key={script.collaborationId} scope="col" className="num" title={script.kolName}><span aria-hidden="true">{index + 1}</span><span className="sr-only">{script.kolName}</span></th>)}
        </tr>
      </thead>
      <tbody>
        {scripts.map((row, index) => (
          <tr key={row.collaborationId}>
            <th scope="row">
              <Link to={paths.collaborationScript({ collaborationId: row.collaborationId, version: row.version })} className="inline-flex items-center gap-2 min-h-7 hover:underline">
                <span className="text-muted min-w-5 text-end">{index + 1}</span>{row.kolName}
              </Link>
            </th>
            {scripts.map((other, place) => {
              if (place === index) return <td key={other.collaborationId} className="num bg-sunken text-muted" title={t('matrix.self')}>–</td>;
              const similarity = known.get(`${index} ${place}`) ?? 0;
              const percent = formatPercent(similarity, locale);
              return (
                <td key={other.collaborationId} className={cx('num', look(similarity))} title={`${row.kolName} × ${other.kolName}`}>
                  {similarity === 0 ? <span className="text-muted">0</span> : <Link to={paths.campaignScriptsCompare({ slug: campaign.slug, first: row.collaborationId, second: other.collaborationId })} className="inline-flex min-h-6 items-center hover:underline">{percent}</Link>}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
