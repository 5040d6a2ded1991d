import { isAllowedLanding, parseLanding } from '#app/domain/landing.ts';
import { allowHosts } from '../allow-hosts.server.ts';
import type { ImportContext } from './importer.ts';

/**
 * The context in which the landing pages of a file may be used: whoever may change the allowed hosts allows those of the file by importing
 * it, and the first file of a workspace that allows none yet sets them. Everybody else gets a reject that names host and way out.
 */
export async function withHostsOf(landingUrls: readonly (string | null | undefined)[], context: ImportContext): Promise<ImportContext> {
  const { workspace } = context.books;
  if (!context.mayAllowHosts && workspace.allowedHosts.length > 0) return context;
  const hosts = landingUrls.flatMap((landingUrl) => {
    const url = landingUrl ? parseLanding(landingUrl) : null;
    return url && landingUrl && !isAllowedLanding(landingUrl, workspace.allowedHosts) ? [url.hostname.toLowerCase()] : [];
  });
  if (hosts.length === 0) return context;
  const outcome = await allowHosts(context.trx, { workspaceId: workspace.id, hosts: [...new Set(hosts)] }, context.doing);
  if (outcome.status === 'not-a-host') return context;
  await context.changes.noteAllowedHosts(outcome.allowedHosts.filter((host) => !workspace.allowedHosts.includes(host)));
  return { ...context, books: { ...context.books, workspace: { ...workspace, allowedHosts: [...outcome.allowedHosts] } } };
}
