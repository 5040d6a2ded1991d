import { Form, Link } from '@remix-run/react';
import type { ShareRow } from '#db/queries/asset-share.server.ts';
import type { ShareState } from '#app/domain/share.ts';
import { InstantText } from '#app/components/date-text.tsx';
import { CountText } from '#app/components/number-text.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import type { Tone } from '#app/ui/badge.tsx';
import { Badge } from '#app/ui/badge.tsx';
import { Button } from '#app/ui/button.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { Table } from '#app/ui/table.tsx';

const TONES: Record<ShareState, Tone> = { live: 'green', expired: 'neutral', revoked: 'red' };

interface ShareTableProps {
  readonly shares: readonly (ShareRow & { readonly state: ShareState })[];
  /** Whether each line says what its link opens. */
  readonly showsSubject: boolean;
}

/** Links with how often they were used; their text is not among it, nobody has it but who was given it. */
export function ShareTable({ shares, showsSubject }: ShareTableProps) {
  const t = useText('collections');
  if (shares.length === 0) return <EmptyState icon="export" title={t('share.none')} />;
  return (
    <Table label={t('share.title')}>
      <thead>
        <tr>
          <th scope="col">{t('share.for')}</th>
          {showsSubject ? <th scope="col">{t('share.of')}</th> : null}
          <th scope="col">{t('share.state')}</th><th scope="col">{t('share.ends')}</th><th scope="col" className="num">{t('share.opened')}</th><th scope="col" className="num">{t('share.downloaded')}</th>
          <th scope="col">{t('share.last')}</th><th scope="col">{t('share.by')}</th><th scope="col"><span className="sr-only">{t('share.revoke')}</span></th>
        </tr>
      </thead>
      <tbody>
        {shares.map((share) => (
          <tr key={share.id}>
            <th scope="row"><span className="block">{share.recipient === '' ? <span className="text-muted">{t('share.nobody')}</span> : share.recipient}</span><span className="block text-muted font-normal text-[0.857rem]">{share.allowsDownload ? t('share.download') : t('share.view')}</span></th>
            {showsSubject ? <td><Link to={share.collectionId ? paths.collection({ collectionId: share.collectionId }) : paths.asset({ assetId: share.assetId ?? '' })} className="hover:underline">{share.name}</Link></td> : null}
            <td><Badge tone={TONES[share.state]} title={share.revokedByName ? t('share.revokedBy', { name: share.revokedByName }) : undefined}>{t(`share.states.${share.state}`)}</Badge></td>
            <td><InstantText at={share.expiresAt} dateOnly /></td>
            <td className="num"><CountText count={share.opened} /></td><td className="num"><CountText count={share.downloaded} /></td>
            <td>{share.lastOpenedAt ? <InstantText at={share.lastOpenedAt} /> : <span className="text-muted">{t('share.never')}</span>}</td>
            <td>{share.createdByName}</td>
            <td>
              {share.state === 'live' ? (
                <Form method="post" preventScrollReset><input type="hidden" name="intent" value="revoke" /><input type="hidden" name="shareId" value={share.id} /><Button type="submit" size="sm" aria-label={t('share.revokeThis', { name: share.recipient === '' ? share.name : share.recipient })}>{t('share.revoke')}</Button></Form>
              ) : null}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
