import { useLocation, useNavigation } from '@remix-run/react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useText } from '#app/i18n/use-text.ts';

/** What is quicker shows nothing; what is slower than this says so in words (ux.md section 1.1). */
const BUSY_MS = 150;
const SLOW_MS = 2_000;

export type Waiting = 'no' | 'busy' | 'slow';

/** How long the next page has been on its way. */
export function useWaiting(): Waiting {
  const isOnItsWay = useNavigation().state !== 'idle';
  const [waiting, setWaiting] = useState<Waiting>('no');
  useEffect(() => {
    if (!isOnItsWay) return undefined;
    const timers = [setTimeout(() => setWaiting('busy'), BUSY_MS), setTimeout(() => setWaiting('slow'), SLOW_MS)];
    return () => {
      timers.forEach(clearTimeout);
      setWaiting('no');
    };
  }, [isOnItsWay]);
  return waiting;
}

/** Needed by who waits, and by nobody before. */
const PageSkeleton = lazy(() => import('./page-skeleton.tsx'));

/** The shape of the next page over the content, once it has been waited for; nothing while the page stays and only what it shows changes. */
export function NextPage({ waiting }: { readonly waiting: Waiting }) {
  const here = useLocation().pathname;
  const next = useNavigation().location?.pathname ?? here;
  return waiting !== 'no' && next !== here ? <Suspense><PageSkeleton pathname={next} /></Suspense> : null;
}

/** A line under the top bar while the next page is on its way, and words when that takes long. */
export function PageProgress({ waiting }: { readonly waiting: Waiting }) {
  const t = useText('shell');
  return (
    <div role="status" className="sticky top-13 z-30 h-0 no-print">
      {waiting === 'no' ? null : <span className="page-progress" />}
      {waiting === 'busy' ? <span className="sr-only">{t('pageLoading')}</span> : null}
      {waiting === 'slow' ? <p className="mx-auto mt-2 w-fit rounded-full border border-line bg-surface px-3 py-1 shadow-pop">{t('stillLoading')}</p> : null}
    </div>
  );
}
