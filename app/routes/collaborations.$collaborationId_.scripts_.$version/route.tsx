import type { MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { page } from '#app/lib/authorize.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import { loadScript } from './load-script.server.ts';
import { scriptAddress } from './script-address.server.ts';
import { ScriptView } from './script-view.tsx';
import { takeStep } from './take-step.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

const notFound = () => new Response('No such script.', { status: 404 });

export const loader = page('roster:read', async ({ db, workspaceId, actor, params, url, request, now, can }) => {
  const at = scriptAddress(params, url);
  const found = at && (await loadScript(db, {
    workspaceId, ...at, steps: ['submit', 'approve_content', 'return_content', 'publish', 'withdraw'], now, timeZone: actor.workspace.timeZone, actor, can,
  }));
  if (!found) throw notFound();
  return { title: pageTitle(request, 'scripts:title', found.collaboration.kolName), ...found };
});

export const action = page('content:write', async (context) => {
  const at = scriptAddress(context.params, context.url);
  if (!at) throw notFound();
  // Legal steps have a page, and a right, of their own.
  const problem = await takeStep(context, at.collaborationId, { mayWrite: true, mayApproveLegal: false });
  return problem ?? seeOther(paths.collaborationScript(at));
});

export default function ScriptVersion() {
  return <ScriptView data={useLoaderData<typeof loader>()} answer={useActionData<typeof action>() ?? null} />;
}
