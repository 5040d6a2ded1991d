// Remix's options and nothing else; vite.config.ts reads this file (only `remix vite:*` commands are used).
/** @type {import('@remix-run/dev').VitePluginConfig} */
export default {
  appDirectory: 'app',
  buildDirectory: 'build',
  serverModuleFormat: 'esm',
  future: {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    v3_routeConfig: true,
    v3_singleFetch: true,
    // Lazily, a route that a fetcher asks for is unknown until its answer comes, and whoever goes on before that is shown "not found" for it.
    v3_lazyRouteDiscovery: false,
    unstable_optimizeDeps: true,
  },
};
