import type { LinksFunction, MetaFunction } from '@remix-run/node';
import type { ShouldRevalidateFunctionArgs } from '@remix-run/react';
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useMatches, useRouteError, useRouteLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import { AppShell } from '#app/components/app-shell.tsx';
import { ErrorPage } from '#app/components/error-page.tsx';
import { usePageContext } from '#app/components/page-context.ts';
import { PrintNote } from '#app/components/print-note.tsx';
import type { RootData } from '#app/components/root-data.ts';
import { open } from '#app/lib/authorize.server.ts';
import { loadRootData } from '#app/lib/root-data.server.ts';
import { ToastProvider } from '#app/ui/toast.tsx';
import stylesheet from '#app/ui/styles.css?url';

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: stylesheet },
  { rel: 'icon', type: 'image/svg+xml', href: FAVICON },
];

export const meta: MetaFunction = () => [{ title: 'KOL Matrix' }];

export const loader = open('the frame of every page, the sign-in page included', ({ request, now }) => loadRootData(request, now));

/** Who is signed in and what they may do changes with a submission, not with a filter or a page of a table. */
export function shouldRevalidate({ formMethod, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs): boolean {
  return formMethod !== undefined && formMethod !== 'GET' ? defaultShouldRevalidate : false;
}

export function Layout({ children }: { children: ReactNode }) {
  const page = usePageContext();
  const data = useRouteLoaderData<RootData>('root');
  return (
    <html lang={page.locale} data-theme={data?.theme ?? page.theme} data-units={page.units}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="request-id" content={page.requestId} />
        <Meta />
        <Links />
        <link {...SHOWN_WHOLE} />
      </head>
      <body>
        {children}
        <div id={END_OF_PAGE} hidden />
        <ScrollRestoration nonce={page.nonce} />
        <Scripts nonce={page.nonce} />
      </body>
    </html>
  );
}

const END_OF_PAGE = 'end-of-page';

/**
 * A document is sent in one piece, and a browser that can is asked to show it so: not before its end has been read. Shown while it is read,
 * a table changes the width of its columns with each row that comes, under the reader's eyes. React's types do not know `blocking`.
 */
const SHOWN_WHOLE = { rel: 'expect', href: `#${END_OF_PAGE}`, blocking: 'render' };

export default function App() {
  return (
    <ToastProvider>
      <Framed>
        <Outlet />
      </Framed>
    </ToastProvider>
  );
}

export function ErrorBoundary() {
  const error = useRouteError();
  return (
    <Framed>
      <ErrorPage error={error} />
    </Framed>
  );
}

/** The shell around a page: for people who are signed in, unless the route's `handle` says `{ shell: false }` (print views). */
function Framed({ children }: { children: ReactNode }) {
  const data = useRouteLoaderData<RootData>('root');
  const bare = useMatches().some(({ handle }) => typeof handle === 'object' && handle !== null && 'shell' in handle && handle.shell === false);
  return data?.user && !bare ? <AppShell data={data} user={data.user}>{children}<PrintNote name={data.user.name} /></AppShell> : children;
}

const FAVICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='4' fill='%233b4fd8'/%3E%3Cpath d='M4 4h2v8H4zM7 7h2v5H7zM10 9.5h2V12h-2z' fill='white'/%3E%3C/svg%3E";
