import { Form } from '@remix-run/react';
import { InstantText } from '#app/components/date-text.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Button } from '#app/ui/button.tsx';
import { Table } from '#app/ui/table.tsx';
import { useScopeText } from './scope-text.ts';

interface Token {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly scopes: readonly string[];
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

/** The keys that were made; none of them can be read again. */
export function TokenTable({ tokens }: { readonly tokens: readonly Token[] }) {
  const t = useText('settings');
  const scopeText = useScopeText();
  if (tokens.length === 0) return <p className="text-muted">{t('tokens.none')}</p>;
  return (
    <Table label={t('tokens.title')} stickyFirst>
      <thead>
        <tr>
          <th scope="col">{t('tokens.name')}</th><th scope="col">{t('tokens.prefix')}</th><th scope="col">{t('tokens.scopes')}</th><th scope="col">{t('tokens.created')}</th>
          <th scope="col">{t('tokens.lastUsed')}</th><th scope="col">{t('tokens.state')}</th>
        </tr>
      </thead>
      <tbody>
        {tokens.map((token) => (
          <tr key={token.id}>
            <th scope="row">{token.name}</th>
            <td><code>{token.prefix}…</code></td>
            <td>{token.scopes.map(scopeText).join('; ')}</td>
            <td><InstantText at={token.createdAt} dateOnly /></td>
            <td>{token.lastUsedAt ? <InstantText at={token.lastUsedAt} /> : t('tokens.notUsed')}</td>
            <td>
              {token.revokedAt ? <Badge>{t('tokens.revoked')}</Badge> : (
                <Form method="post" className="flex items-center gap-2">
                  <Badge tone="green">{t('tokens.live')}</Badge>
                  <input type="hidden" name="tokenId" value={token.id} />
                  <Button type="submit" name="intent" value="revoke" size="sm" variant="danger" aria-label={t('tokens.revokeOf', { name: token.name })}>{t('tokens.revoke')}</Button>
                </Form>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
