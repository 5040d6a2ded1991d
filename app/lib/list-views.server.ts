import type { SavedViewRow } from '#db/queries/saved-view.server.ts';
import { listDefaultViews, listSavedViews } from '#db/queries/saved-view.server.ts';
import { can, ROLES } from '#app/domain/permission.ts';
import type { ViewList, ViewPerson } from '#app/domain/saved-view.ts';
import { LIST_RIGHTS, maySetRoleDefaults, mayChangeView, mayShareViews, openingView } from '#app/domain/saved-view.ts';
import type { TableViews, ViewTab } from '#app/table/views.ts';
import type { RequestContext } from './authorize.server.ts';
import { paths } from './paths.ts';

const LIST_PATHS: Record<ViewList, (search?: string) => string> = {
  roster: paths.kols, collaborations: paths.collaborations, orders: paths.orders, ledger: paths.ledger, payments: paths.financePayments, assets: paths.assets, audit: paths.audit,
  scorecards: paths.scorecards, roi: paths.roi, proposals: paths.proposals,
};

type Asked = Pick<RequestContext, 'db' | 'workspaceId' | 'actor' | 'url'>;

/** Where a list is, with a question. */
export function listPath(list: ViewList, search = ''): string {
  return LIST_PATHS[list](search);
}

/** The address of a view: its whole question, and its id, which names the tab. `search` is "" or "?...". */
export function viewPath(list: ViewList, id: string, search: string): string {
  return listPath(list, search === '' ? `?v=${id}` : `?v=${id}&${search.slice(1)}`);
}

/**
 * The views above a list, for its loader. `read` writes a question as the list reads it (`canonicalSearch` with the list's spec), so a
 * view holds nothing that this person may not ask.
 * @throws Response that leads on to the view the list opens with, where the address asks nothing
 */
export async function readViews({ db, workspaceId, actor, url }: Asked, list: ViewList, read: (query: string) => string): Promise<TableViews> {
  const { id: userId, role } = actor;
  if (userId === null || role === null) return { list, path: listPath(list), views: [], opensWith: null, mayShare: false, maySetRoles: false, readers: [] };
  const [rows, defaults] = await Promise.all([listSavedViews(db, workspaceId, list, userId), listDefaultViews(db, workspaceId, list, [userId, ...ROLES])]);
  const views = rows.map((row) => tabOf(row, list, { userId, role }, read, defaults));
  const opensWith = openingView({ own: defaults.get(userId), ofRole: defaults.get(role) });
  const opening = views.find((view) => view.id === opensWith);
  if (opening && url.search === '') throw new Response(null, { status: 302, headers: { location: opening.to } });
  return {
    list, path: listPath(list), views, opensWith: opening?.id ?? null, mayShare: mayShareViews(role), maySetRoles: maySetRoleDefaults(role),
    readers: ROLES.filter((each) => can(each, LIST_RIGHTS[list])),
  };
}

function tabOf(row: SavedViewRow, list: ViewList, person: ViewPerson, read: (query: string) => string, defaults: ReadonlyMap<string, string | null>): ViewTab {
  const { id, name, visibility, version, ownerId, ownerName } = row;
  const search = read(row.query);
  return {
    id, name, visibility, version, ownerName, search, to: viewPath(list, id, search), isOwn: ownerId === person.userId, mayChange: mayChangeView({ ownerId, visibility }, person),
    roles: ROLES.filter((role) => defaults.get(role) === id),
  };
}
