import type { MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { page } from '#app/lib/authorize.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import { loadScript } from '../collaborations.$collaborationId_.scripts_.$version/load-script.server.ts';
import { scriptAddress } from '../collaborations.$collaborationId_.scripts_.$version/script-address.server.ts';
import { ScriptView } from '../collaborations.$collaborationId_.scripts_.$version/script-view.tsx';
import { takeStep } from '../collaborations.$collaborationId_.scripts_.$version/take-step.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

const notFound = () => new Response('No such script.', { status: 404 });

/** A script as legal reads it: no role opens this page by itself, an administrator grants it to people. */
export const loader = page('scripts:legal', async ({ db, workspaceId, actor, params, url, request, now, can }) => {
  const at = scriptAddress(params, url);
  const found = at && (await loadScript(db, { workspaceId, ...at, steps: ['approve_legal', 'return_legal'], now, timeZone: actor.workspace.timeZone, actor, can }));
  if (!found) throw notFound();
  return { title: pageTitle(request, 'scripts:view.legal', found.collaboration.kolName), ...found };
});

export const action = page('scripts:legal', async (context) => {
  const at = scriptAddress(context.params, context.url);
  if (!at) throw notFound();
  const problem = await takeStep(context, at.collaborationId, { mayWrite: false, mayApproveLegal: true });
  return problem ?? seeOther(paths.collaborationScript(at));
});

export default function LegalReview() {
  return <ScriptView data={useLoaderData<typeof loader>()} answer={useActionData<typeof action>() ?? null} forLegal />;
}
