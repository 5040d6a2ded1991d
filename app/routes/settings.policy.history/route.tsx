import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { listPolicyVersions } from '#db/queries/policy.server.ts';
import { InstantText } from '#app/components/date-text.tsx';
import { policyChanges } from '#app/domain/policy-changes.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Card } from '#app/ui/card.tsx';
import { ChangeList } from '../settings._index/change-list.tsx';
import { PolicyHeader } from '../settings._index/policy-tabs.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

/** Every version with what it changed; the difference is worked out from the versions themselves, which are never altered. */
export const loader = page('audit:read', async ({ db, workspaceId, request }) => {
  const versions = await listPolicyVersions(db, workspaceId);
  return {
    title: pageTitle(request, 'policy:history.title'),
    versions: versions.map(({ policy, ...version }, place) => {
      const before = versions[place + 1];
      return { ...version, before: before?.version ?? null, changes: before ? policyChanges(before.policy, policy) : [] };
    }),
  };
});

export default function PolicyHistory() {
  const { versions } = useLoaderData<typeof loader>();
  const t = useText('policy');
  const ts = useText('settings');
  return (
    <>
      <PolicyHeader />
      <ol className="flex flex-col gap-4">
        {versions.map((one, place) => (
          <li key={one.version} id={`v${one.version}`} className="scroll-mt-4">
            <Card
              title={<span className="inline-flex flex-wrap items-center gap-2">{ts('policy.version', { version: one.version })}{place === 0 ? <Badge tone="green" icon="check">{ts('policy.inForce')}</Badge> : null}</span>}
              subtitle={(
                <span className="flex flex-wrap gap-x-2">
                  <InstantText at={one.publishedAt} />
                  {one.publishedBy ? <span>{t('history.by', { name: one.publishedBy })}</span> : null}
                  {one.draftedBy && one.draftedBy !== one.publishedBy ? <span>{t('history.drafted', { name: one.draftedBy })}</span> : null}
                </span>
              )}
            >
              <p className="break-words mb-2">{one.note}</p>
              {one.before === null ? <p className="text-muted">{t('history.first')}</p> : (
                <>
                  <p className="text-muted text-[0.9286rem]">{t('history.diff', { count: one.changes.length, version: one.before })}</p>
                  <ChangeList changes={one.changes} />
                </>
              )}
            </Card>
          </li>
        ))}
      </ol>
    </>
  );
}
