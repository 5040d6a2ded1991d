import { Fragment } from 'react';
import { InstantText } from '#app/components/date-text.tsx';
import { CountText } from '#app/components/number-text.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { useRootData } from '#app/components/root-data.ts';
import { formatDateTime } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Card } from '#app/ui/card.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { Table } from '#app/ui/table.tsx';
import { useContentText } from './content-text.ts';
import type { ContentPage } from './load-content.server.ts';

const COUNTS = ['impressions', 'views', 'likes', 'comments', 'shares', 'saves', 'follows'] as const;

interface SnapshotsCardProps {
  readonly contentId: string;
  readonly snapshots: ContentPage['snapshots'];
  readonly mayWrite: boolean;
}

/** Every snapshot with its source, definition and instant, newest first; a change of definition is a line between two of them. */
export function SnapshotsCard({ contentId, snapshots, mayWrite }: SnapshotsCardProps) {
  const t = useText('content');
  const text = useContentText();
  const locale = useLocale();
  const { workspace } = useRootData();
  const time = (at: Date) => formatDateTime(at, locale, workspace.timeZone);
  const columns = COUNTS.length + (mayWrite ? 7 : 6);
  return (
    <Card
      title={t('snapshots')} subtitle={t('snapshotsText')}
      actions={mayWrite ? <LinkButton to={paths.content({ contentId }, '?add=1#form')} size="sm" icon="plus">{t('form.openAdd')}</LinkButton> : null}
    >
      {snapshots.length === 0 ? <p className="text-muted">{t('none')}</p> : (
        <Table label={t('snapshots')} compact stickyFirst>
          <thead>
            <tr>
              <th scope="col">{t('captured')}</th><th scope="col">{t('age')}</th><th scope="col">{t('serves')}</th><th scope="col">{t('source')}</th><th scope="col">{t('version')}</th>
              {COUNTS.map((count) => <th key={count} scope="col" className="num">{t(`count.${count}`)}</th>)}
              <th scope="col" className="num">{t('classified')}</th>
              {mayWrite ? <th scope="col"><span className="sr-only">{t('correct')}</span></th> : null}
            </tr>
          </thead>
          <tbody>
            {[...snapshots].reverse().map((row) => (
              <Fragment key={row.key}>
                <tr>
                  <th scope="row">
                    <InstantText at={row.capturedAt} />
                    {row.correctedAt ? <> <Badge tone="accent" icon="edit" title={t('correctedAt', { time: time(row.correctedAt) })}>{t('corrected')}</Badge></> : null}
                  </th>
                  <td className="whitespace-nowrap">{text.age(row.ageHours)}</td>
                  <td className="whitespace-nowrap">{row.serves.map((age) => <Badge key={age}>{text.age(age)}</Badge>)}</td>
                  <td className="whitespace-nowrap">{text.source(row.source)}</td>
                  <td className="whitespace-nowrap">{t('versionText', { version: row.definitionVersion })}</td>
                  {COUNTS.map((count) => <td key={count} className="num"><CountText count={row[count]} /></td>)}
                  <td className="num whitespace-nowrap"><CountText count={row.positiveComments} /> / <CountText count={row.neutralComments} /> / <CountText count={row.negativeComments} /></td>
                  {mayWrite ? (
                    <td>
                      <LinkButton to={paths.content({ contentId }, `?correct=${encodeURIComponent(row.key)}#form`)} size="sm" variant="ghost" icon="edit" aria-label={t('correctOf', { time: time(row.capturedAt) })}>{t('correct')}</LinkButton>
                    </td>
                  ) : null}
                </tr>
                {row.breaks ? <tr><td colSpan={columns} className="text-amber">{t('breakRow', { version: row.definitionVersion })}</td></tr> : null}
              </Fragment>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  );
}
