import type { KolDetail } from '#db/queries/kol-detail.server.ts';
import { GradeBadge, PlatformBadge } from '#app/components/badges.tsx';
import { Dash } from '#app/components/money-text.tsx';
import { CountText, PercentText } from '#app/components/number-text.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { Card } from '#app/ui/card.tsx';
import { Table } from '#app/ui/table.tsx';

/** The platform accounts, the one with most followers first. */
export function Accounts({ accounts }: { readonly accounts: KolDetail['accounts'] }) {
  const t = useText('roster');
  if (accounts.length === 0) return <Card title={t('profile.accounts')}><p className="text-muted">{t('profile.noAccounts')}</p></Card>;
  return (
    <Card title={t('profile.accounts')}>
      <Table label={t('profile.accounts')} compact>
        <thead>
          <tr>
            <th scope="col">{t('profile.handle')}</th><th scope="col">{t('profile.platform')}</th><th scope="col" className="num">{t('profile.followers')}</th>
            <th scope="col">{t('profile.grade')}</th><th scope="col" className="num">{t('profile.engagement')}</th>
          </tr>
        </thead>
        <tbody>
          {accounts.map((account) => (
            <tr key={account.id}>
              <th scope="row">{account.profileUrl ? <a href={account.profileUrl} target="_blank" rel="noreferrer" className="text-accent hover:underline">{account.handle}</a> : account.handle}</th>
              <td><PlatformBadge platform={account.platform} /></td>
              <td className="num"><CountText count={account.followers} /></td>
              <td>{account.band ? <GradeBadge grade={account.band} band /> : <Dash />}</td>
              <td className="num"><PercentText share={account.engagementBasisPoints === null ? null : account.engagementBasisPoints / 10_000} decimals={2} /></td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
