import { data } from '@remix-run/node';
import * as z from 'zod';
import { roleSchema } from '#app/domain/permission.ts';
import { VIEW_LISTS, VIEW_VISIBILITIES, viewNameSchema, viewQuerySchema } from '#app/domain/saved-view.ts';
import { page } from '#app/lib/authorize.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import { listPath, viewPath } from '#app/lib/list-views.server.ts';
import { paths } from '#app/lib/paths.ts';
import { localPath, seeOther } from '#app/lib/redirect.server.ts';
import { removeView } from '#app/services/remove-view.server.ts';
import { changeView, createView } from '#app/services/save-view.server.ts';
import { setOwnDefaultView, setRoleDefaultView } from '#app/services/set-default-view.server.ts';
import type { ViewProblem } from '#app/table/views.ts';

const list = z.enum(VIEW_LISTS);
const visibility = z.enum(VIEW_VISIBILITIES);
const version = z.coerce.number().int().positive();
const viewId = z.uuid();
const next = z.string().max(5000);
const roles = z.union([z.array(roleSchema), roleSchema.transform((role) => [role])]).default([]);

const schema = z.discriminatedUnion('intent', [
  z.strictObject({ intent: z.literal('create'), list, name: viewNameSchema, visibility: visibility.default('private'), query: viewQuerySchema, opens: z.literal('on').optional() }),
  z.strictObject({ intent: z.literal('save'), viewId, version, query: viewQuerySchema }),
  z.strictObject({ intent: z.literal('change'), viewId, version, name: viewNameSchema, visibility, next }),
  z.strictObject({ intent: z.literal('remove'), viewId }),
  z.strictObject({ intent: z.literal('open-with'), list, viewId: z.union([viewId, z.literal('').transform(() => null)]), next }),
  z.strictObject({ intent: z.literal('roles'), viewId, roles, next }),
]);

/** Saves, renames, shares and removes views, and says which one a list opens with; then leads back to the list. */
export const action = page('roster:read', async ({ db, workspaceId, actor, request, now }) => {
  const form = await readForm(request, schema);
  // What names nothing to do is no form of these pages.
  if (!form.ok && form.values['intent'] === undefined) throw new Response('There is nothing to do with a view here.', { status: 400 });
  if (!form.ok) return refused('name' in form.errors ? 'name' : 'form');
  const doing = { now, actor };
  const { value } = form;
  switch (value.intent) {
    case 'create': {
      const made = await createView(db, { workspaceId, list: value.list, name: value.name, visibility: value.visibility, query: value.query }, doing);
      if (made.status !== 'created') return refused(made.status);
      if (value.opens) await setOwnDefaultView(db, { workspaceId, list: value.list, viewId: made.viewId }, doing);
      return seeOther(addressOf(value.list, made.viewId, value.query));
    }
    case 'save': {
      const saved = await changeView(db, { workspaceId, viewId: value.viewId, version: value.version, query: value.query }, doing);
      return saved.status === 'changed' ? seeOther(addressOf(saved.list, value.viewId, saved.query)) : refused(saved.status);
    }
    case 'change': {
      const changed = await changeView(db, { workspaceId, viewId: value.viewId, version: value.version, name: value.name, visibility: value.visibility }, doing);
      return changed.status === 'changed' ? seeOther(localPath(value.next, listPath(changed.list))) : refused(changed.status);
    }
    case 'remove': {
      const removed = await removeView(db, { workspaceId, viewId: value.viewId }, doing);
      return removed.status === 'removed' ? seeOther(listPath(removed.list, '?v=all')) : refused(removed.status);
    }
    case 'open-with': {
      const set = await setOwnDefaultView(db, { workspaceId, list: value.list, viewId: value.viewId }, doing);
      return set.status === 'set' ? seeOther(localPath(value.next, listPath(value.list))) : refused(set.status);
    }
    case 'roles': {
      const set = await setRoleDefaultView(db, { workspaceId, viewId: value.viewId, roles: value.roles }, doing);
      return set.status === 'set' ? seeOther(localPath(value.next, paths.dashboard())) : refused(set.status);
    }
  }
});

export const loader = page('roster:read', async () => seeOther(paths.dashboard()));

const STATUSES: Record<ViewProblem, number> = { name: 422, form: 422, forbidden: 403, 'not-shared': 403, 'not-found': 404, stale: 409, 'too-many': 422 };

function refused(problem: ViewProblem) {
  return data({ problem }, { status: STATUSES[problem] });
}

function addressOf(of: z.infer<typeof list>, id: string, query: string): string {
  return viewPath(of, id, query === '' ? '' : `?${query}`);
}
