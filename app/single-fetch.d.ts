import '@remix-run/node';

declare module '@remix-run/node' {
  /** Loader data keeps its types (dates stay Date) on the way to the page. */
  interface Future {
    v3_singleFetch: true;
  }
}
