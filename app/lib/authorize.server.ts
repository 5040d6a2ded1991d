import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import type { Kysely } from 'kysely';
import { database, readDatabase } from '#db/client.server.ts';
import type { Database } from '#db/schema.ts';
import type { Permission, TokenScope } from '#app/domain/permission.ts';
import type { Actor } from './actor.ts';
import { findSessionActor } from './session.server.ts';
import { findTokenActor } from './token.server.ts';
import { paths } from './paths.ts';
import { problem } from './problem.server.ts';
import { log } from './log.server.ts';

/**
 * The one door. Every loader and action of the portal is made by `page`, `download`, `api` or `open`: each states its policy,
 * is refused by default, and carries the policy as a property, so that a test finds any route without one.
 */
export type RoutePolicy =
  | { readonly kind: 'session'; readonly permission: Permission }
  | { readonly kind: 'token'; readonly scope: TokenScope }
  | { readonly kind: 'open'; readonly why: string };

export interface OpenContext {
  readonly request: Request;
  readonly url: URL;
  readonly params: Readonly<Record<string, string | undefined>>;
  readonly db: Kysely<Database>;
  /** The request's instant: services and queries take time from here, never from a clock of their own. */
  readonly now: Date;
}

export interface RequestContext extends OpenContext {
  readonly actor: Actor;
  readonly workspaceId: string;
  can(permission: Permission): boolean;
}

type Args = LoaderFunctionArgs | ActionFunctionArgs;
type Guarded<T> = ((args: Args) => Promise<T>) & { readonly policy: RoutePolicy };

function openContext({ request, params }: Args): OpenContext {
  return { request, params, url: new URL(request.url), db: database().db, now: new Date() };
}

const NOTHING_THERE = 'There is nothing at this address.';

/** PostgreSQL stores no U+0000, so an address that holds one names nothing; asked for, it would be an error of the database. */
const holdsNul = ({ url }: Pick<OpenContext, 'url'>) => url.href.includes('%00');

function requireAddress(context: OpenContext): void {
  if (holdsNul(context)) throw new Response(NOTHING_THERE, { status: 404, statusText: 'Not Found' });
}

function withPolicy<T>(policy: RoutePolicy, run: (args: Args) => Promise<T>): Guarded<T> {
  return Object.assign(run, { policy });
}

/** Whether an actor may do something: the check behind the wrappers, and what pages ask to hide or disable. */
export function authorize(actor: Actor, permission: Permission): boolean {
  return actor.permissions.has(permission);
}

function requireContext(open: OpenContext, actor: Actor): RequestContext {
  return { ...open, actor, workspaceId: actor.workspace.id, can: (permission) => authorize(actor, permission) };
}

/** Throws a 403 that names the permission; the refusal is logged. */
export function requirePermission(actor: Actor, permission: Permission): void {
  if (authorize(actor, permission)) return;
  log.warn({ actor: actor.id, role: actor.role, permission }, 'refused');
  throw new Response(`Your role may not do this (${permission}).`, { status: 403, statusText: 'Forbidden' });
}

/** A loader or action for signed-in people who hold a permission. Without a session a read leads to the sign-in page, a write is refused. */
export function page<T>(permission: Permission, run: (context: RequestContext) => Promise<T>): Guarded<T> {
  return withPolicy({ kind: 'session', permission }, async (args) => {
    const open = openContext(args);
    const actor = await findSessionActor(open.request, open.now);
    if (!actor) throw signInFirst(open);
    requirePermission(actor, permission);
    requireAddress(open);
    return await run(requireContext(open, actor));
  });
}

/**
 * A loader that only reads, and whose answer is a file: it may be moments behind, so it is read from the replica at `DATABASE_READ_URL` where there is
 * one. Who asks is looked up in the main database all the same, so that a right that was taken away is gone at once.
 */
export function download(permission: Permission, run: (context: RequestContext) => Promise<Response>): Guarded<Response> {
  return page(permission, (context) => run({ ...context, db: readDatabase().db }));
}

function signInFirst({ request, url }: OpenContext): Response {
  if (request.method !== 'GET' && request.method !== 'HEAD') return new Response('Your session has ended. Sign in again.', { status: 401 });
  const next = url.pathname.replace(/\.data$/, '').replace(/^\/_root$/, '/') + url.search;
  return new Response(null, { status: 302, headers: { location: paths.signIn(next === '/' ? undefined : next) } });
}

/**
 * A loader or action of `/api`, for tokens that hold a scope. Cookies are ignored. What it throws or returns is JSON.
 * An actor with the scope's permissions only: reading costs needs `costs:read` as well as `read`.
 */
export function api(scope: TokenScope, run: (context: RequestContext) => Promise<Response>): Guarded<Response> {
  return withPolicy({ kind: 'token', scope }, async (args) => {
    const open = openContext(args);
    const actor = await findTokenActor(open.request, open.now);
    if (!actor) return problem(401, 'A valid token is needed: Authorization: Bearer <token>', {}, { 'www-authenticate': 'Bearer' });
    if (!actor.scopes.has(scope)) return problem(403, `The token lacks the scope ${scope}`);
    if (holdsNul(open)) return problem(404, NOTHING_THERE);
    return await run(requireContext(open, actor));
  });
}

/** A loader or action that anybody may reach; says why. */
export function open<T>(why: string, run: (context: OpenContext) => Promise<T>): Guarded<T> {
  return withPolicy({ kind: 'open', why }, (args) => run(openContext(args)));
}
