/** Made by Remix's Vite plugin from the routes. */
declare module 'virtual:remix/server-build' {
  type ServerBuild = import('@remix-run/node').ServerBuild;
  export const mode: ServerBuild['mode'];
  export const assets: ServerBuild['assets'];
  export const basename: ServerBuild['basename'];
  export const entry: ServerBuild['entry'];
  export const routes: ServerBuild['routes'];
  export const future: ServerBuild['future'];
  export const publicPath: ServerBuild['publicPath'];
  export const assetsBuildDirectory: ServerBuild['assetsBuildDirectory'];
  export const isSpaMode: ServerBuild['isSpaMode'];
}
