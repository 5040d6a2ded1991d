import type { MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import * as z from 'zod';
import { listTokens } from '#db/queries/token.server.ts';
import { TOKEN_SCOPE_NAMES, tokenScopeSchema } from '#app/domain/permission.ts';
import { isCalendarDay, startOfDay } from '#app/domain/period.ts';
import { SettingsHeader } from '#app/components/settings-tabs.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { createToken } from '#app/services/create-token.server.ts';
import { revokeToken } from '#app/services/revoke-token.server.ts';
import { Banner } from '#app/ui/banner.tsx';
import { NewTokenForm } from './new-token-form.tsx';
import { TokenTable } from './token-table.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = page('settings:manage', async ({ db, workspaceId, request }) => ({
  title: pageTitle(request, 'settings:tokens.title'), tokens: await listTokens(db, workspaceId), scopes: TOKEN_SCOPE_NAMES,
}));

const oneOrMore = z.union([tokenScopeSchema.transform((scope) => [scope]), z.array(tokenScopeSchema)]);
const tokenForm = z.strictObject({
  intent: z.enum(['create', 'revoke']), tokenId: z.uuid().optional(), name: z.string().max(400).optional(), scopes: oneOrMore.optional(), expires: z.string().max(20).optional(),
});

/** Makes a key, whose text is in this answer alone, or takes one back. */
export const action = page('settings:manage', async ({ db, workspaceId, request, now, actor }) => {
  const form = await readForm(request, tokenForm);
  if (!form.ok) throw new Response('The form holds something that is not understood.', { status: 400 });
  const { intent, tokenId, scopes = [] } = form.value;
  const none = { token: null, values: {}, errors: { name: false, scopes: false, expires: false } };
  if (intent === 'revoke') {
    if (tokenId === undefined || (await revokeToken(db, { workspaceId, tokenId }, { now, actor })).status === 'not-found') throw new Response('There is no such key.', { status: 404 });
    return none;
  }
  const name = (form.value.name ?? '').trim();
  const expires = form.value.expires ?? '';
  const expiresAt = isCalendarDay(expires) ? startOfDay(expires, actor.workspace.timeZone) : null;
  const errors = { name: name === '' || name.length > 100, scopes: scopes.length === 0, expires: expires !== '' && (expiresAt === null || expiresAt <= now) };
  if (errors.name || errors.scopes || errors.expires) return { token: null, values: form.values, errors };
  const { token } = await createToken(db, { workspaceId, name, scopes, expiresAt }, { now, actor });
  return { ...none, token };
});

export default function Tokens() {
  const { tokens, scopes } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const t = useText('settings');
  return (
    <>
      <SettingsHeader />
      <div className="flex flex-col gap-4 max-w-5xl">
        <p className="text-muted">{t('tokens.text')}</p>
        {result?.token ? (
          <Banner tone="green" title={t('tokens.newKey')}>
            <p>{t('tokens.newKeyText')}</p>
            <p className="mt-1"><code className="select-all break-all rounded-control bg-surface px-2 py-1 inline-block">{result.token}</code></p>
          </Banner>
        ) : null}
        <TokenTable tokens={tokens} />
        <NewTokenForm key={tokens.length} scopes={scopes} values={result?.values ?? {}} errors={result?.errors ?? null} />
      </div>
    </>
  );
}
