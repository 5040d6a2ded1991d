import { Link } from '@remix-run/react';
import { InstantText } from '#app/components/date-text.tsx';
import { PlatformBadge } from '#app/components/badges.tsx';
import { CountText } from '#app/components/number-text.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Card } from '#app/ui/card.tsx';
import { Table } from '#app/ui/table.tsx';
import type { CollaborationPage } from './load-collaboration.server.ts';

const COUNTS = ['impressions', 'views', 'likes', 'comments', 'shares', 'saves'] as const;

/** The posts, each with its counts at the fixed ages at which posts are compared, and the latest ones. */
export function ContentCard({ posts }: { readonly posts: CollaborationPage['posts'] }) {
  const t = useText('collaboration');
  const td = useText('domain');
  const age = (hours: number | null) => (hours === null ? t('content.latest') : hours < 48 ? t('content.hours', { count: hours }) : t('content.days', { count: hours / 24 }));
  return (
    <Card title={t('content.title')} subtitle={t('content.subtitle')}>
      {posts.length === 0 ? <p className="text-muted">{t('content.none')}</p> : (
        <Table label={t('content.title')} compact>
          <thead>
            <tr>
              <th scope="col">{t('content.post')}</th>
              <th scope="col">{t('content.age')}</th>
              <th scope="col">{t('content.captured')}</th>
              {COUNTS.map((count) => <th key={count} scope="col" className="num">{td(`metric.${count}`)}</th>)}
              <th scope="col" className="num">{t('content.comments')}</th>
            </tr>
          </thead>
          {posts.map((post) => (
            <tbody key={post.id}>
              {(post.rows.length > 0 ? post.rows : [null]).map((row, index) => (
                <tr key={row?.key ?? 'none'}>
                  {index === 0 ? (
                    <th scope="rowgroup" rowSpan={Math.max(1, post.rows.length)} className="align-top">
                      <a href={post.url} target="_blank" rel="noreferrer" className="inline-block max-w-40 sm:max-w-64 truncate align-bottom text-accent hover:underline">{post.url.replace(/^https?:\/\//, '')}</a>
                      <span className="block text-muted font-normal"><PlatformBadge platform={post.platform} /> · <InstantText at={post.publishedAt} /></span>
                      <Link to={paths.content({ contentId: post.id })} className="inline-flex min-h-6 items-center font-normal text-accent hover:underline">{t('content.history')}</Link>
                      {post.unavailableAt ? <span className="block font-normal"><Badge tone="amber" icon="alert">{t('content.gone')}</Badge></span> : null}
                    </th>
                  ) : null}
                  {row === null ? <td colSpan={COUNTS.length + 3} className="text-muted">{t('content.noCounts')}</td> : (
                    <>
                      <td className="whitespace-nowrap">{age(row.hours)}</td>
                      <td><InstantText at={row.counts.capturedAt} /></td>
                      {COUNTS.map((count) => <td key={count} className="num"><CountText count={row.counts[count]} /></td>)}
                      <td className="num"><CountText count={row.counts.positiveComments} /> / <CountText count={row.counts.negativeComments} /></td>
                    </>
                  )}
                </tr>
              ))}
            </tbody>
          ))}
        </Table>
      )}
    </Card>
  );
}
