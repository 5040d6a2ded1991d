import type { HeadersFunction, MetaFunction } from '@remix-run/node';
import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { LanguageSwitch, ThemeSwitch } from '#app/components/preferences.tsx';
import { useRootData } from '#app/components/root-data.ts';
import { open } from '#app/lib/authorize.server.ts';
import { clientAddress } from '#app/lib/client-address.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { SHARE_HEADERS } from '#app/lib/security-headers.server.ts';
import { openShare } from '#app/services/open-share.server.ts';
import { ClosedNote } from './closed-note.tsx';
import { SharedPage } from './shared-page.tsx';
import { sharedView } from './shared-view.server.ts';

/** Bare, also for people who are signed in: it is the page that others see. */
export const handle = { shell: false };

export const meta: MetaFunction<typeof loader> = ({ data: found }) => [{ title: found?.title }, { name: 'robots', content: 'noindex, nofollow' }, { name: 'referrer', content: 'no-referrer' }];

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;

/** Whatever a link does not open, for whichever reason, gets this one answer. */
export const loader = open('people outside are given a link that ends; it opens its own assets and nothing else', async ({ request, params, db, now }) => {
  const outcome = await openShare(db, { token: params.token ?? '', address: clientAddress(request) }, { now });
  const title = pageTitle(request, 'collections:shared.one');
  switch (outcome.status) {
    case 'open':
      return data({ title, view: sharedView(outcome, params.token ?? '', now), minutes: 0 }, { headers: SHARE_HEADERS });
    case 'closed':
      return data({ title, view: null, minutes: 0 }, { status: 404, headers: SHARE_HEADERS });
    case 'too_many':
      return data({ title, view: null, minutes: Math.ceil(outcome.retryAfterSeconds / 60) }, { status: 429, headers: { ...SHARE_HEADERS, 'retry-after': String(outcome.retryAfterSeconds) } });
  }
});

export default function Shared() {
  const { view, minutes } = useLoaderData<typeof loader>();
  const { theme } = useRootData();
  return (
    <div className="min-h-dvh flex flex-col">
      <div className="flex justify-end gap-1 px-4 py-2 no-print"><LanguageSwitch /><ThemeSwitch theme={theme} /></div>
      <main className="flex-1 w-full max-w-6xl mx-auto px-4 pb-12">{view ? <SharedPage view={view} /> : <ClosedNote minutes={minutes} />}</main>
    </div>
  );
}
