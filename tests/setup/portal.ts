import path from 'node:path';
import { UNSAFE_flatRoutes as flatRoutes } from '@remix-run/dev';
import { createRequestHandler } from '@remix-run/node';
import type { ServerBuild } from '@remix-run/node';
import type { RoutePolicy } from '#app/lib/authorize.server.ts';
import remixConfig from '../../remix.config.js';

type RouteModule = ServerBuild['routes'][string]['module'];

/** A route as Remix serves it, found by the same rules from the same folder. */
export interface PortalRoute {
  /** As Remix names it: `routes/kols.$kolId._index/route`. */
  readonly id: string;
  readonly parentId: string | undefined;
  readonly path: string | undefined;
  readonly index: boolean;
  /** The address with its parameters: `/kols/:kolId`. */
  readonly pattern: string;
  readonly module: RouteModule;
  readonly loaderPolicy: RoutePolicy | null;
  readonly actionPolicy: RoutePolicy | null;
}

const modules = import.meta.glob<RouteModule>(['../../app/root.tsx', '../../app/routes/*.{ts,tsx}', '../../app/routes/*/{route,index}.{ts,tsx}']);
const appFolder = path.resolve(import.meta.dirname, '../../app');

/** Every route of the portal with its module, root included. */
export async function portalRoutes(): Promise<PortalRoute[]> {
  const manifest = { root: { id: 'root', file: 'root.tsx', path: '', index: false, parentId: undefined }, ...flatRoutes(appFolder, [], 'routes') };
  const patternOf = (id: string | undefined): string => {
    const route = Object.values(manifest).find((entry) => entry.id === id);
    return route ? `${patternOf(route.parentId)}${route.path ? `/${route.path}` : ''}` : '';
  };
  return await Promise.all(
    Object.values(manifest).map(async ({ id, file, parentId, path: segment, index = false }) => {
      const load = modules[`../../app/${file}`];
      if (!load) throw new Error(`${file} is a route for Remix; this helper looks elsewhere for it`);
      const module = await load();
      return {
        id, parentId, path: segment, index, pattern: patternOf(id) || '/', module,
        loaderPolicy: policyOf(module.loader), actionPolicy: policyOf(module.action),
      };
    }),
  );
}

/** What `page`, `api` and `open` leave on what they make; null for a handler that none of them made. */
function policyOf(handler: unknown): RoutePolicy | null {
  if (typeof handler !== 'function' || !('policy' in handler)) return null;
  const { policy } = handler as { policy: RoutePolicy };
  return policy;
}

/**
 * The whole application behind the front, without a build: Remix's request handler over the same routes, entry and options. It answers
 * documents, `.data` and resource requests as the portal does.
 */
export async function portalHandler(routes: readonly PortalRoute[]): Promise<(request: Request) => Promise<Response>> {
  const entry = await import('../../app/entry.server.tsx');
  const flags = remixConfig.future;
  const common = ({ id, parentId, path: segment, index }: PortalRoute) => ({
    id, index, ...(parentId === undefined ? {} : { parentId }), ...(segment === undefined ? {} : { path: segment }),
  });
  const build: ServerBuild = {
    mode: 'test',
    entry: { module: entry },
    routes: Object.fromEntries(routes.map((route) => [route.id, { ...common(route), module: route.module }])),
    assets: {
      entry: { imports: [], module: '/entry.js' }, url: '/manifest.js', version: 'test',
      routes: Object.fromEntries(routes.map((route) => [route.id, {
        ...common(route), hasLoader: route.module.loader !== undefined, hasAction: route.module.action !== undefined, hasClientLoader: false, hasClientAction: false,
        hasErrorBoundary: route.module.ErrorBoundary !== undefined, module: '/route.js', imports: [], css: [],
      }])),
    },
    publicPath: '/', assetsBuildDirectory: 'build/client', isSpaMode: false,
    future: {
      v3_fetcherPersist: flags?.v3_fetcherPersist ?? false, v3_relativeSplatPath: flags?.v3_relativeSplatPath ?? false,
      v3_throwAbortReason: flags?.v3_throwAbortReason ?? false, v3_lazyRouteDiscovery: flags?.v3_lazyRouteDiscovery ?? false,
      v3_singleFetch: flags?.v3_singleFetch ?? false,
    },
  };
  return createRequestHandler(build, 'test');
}
