import { isRouteErrorResponse } from '@remix-run/react';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { buttonClass } from '#app/ui/button.tsx';
import { Icon } from '#app/ui/icon.tsx';
import { usePageContext } from './page-context.ts';

const KNOWN = {
  400: 'badRequest', 403: 'forbidden', 404: 'notFound', 409: 'conflict', 413: 'tooLarge', 429: 'tooMany', 503: 'unavailable',
} as const;

/**
 * What a person sees instead of a page: what happened, what to do, and the id under which the log tells the rest. Never a
 * message or stack of the error itself. Both links load the document again, which clears whatever state had failed.
 */
export function ErrorPage({ error }: { readonly error: unknown }) {
  const t = useText('errors');
  const { requestId } = usePageContext();
  const kind = isRouteErrorResponse(error) ? Object.entries(KNOWN).find(([status]) => Number(status) === error.status)?.[1] : undefined;
  return (
    <section className="mx-auto max-w-xl px-4 py-16 text-center flex flex-col items-center gap-3">
      <span className="grid size-12 place-items-center rounded-full bg-sunken text-muted text-xl"><Icon name={kind === 'notFound' ? 'search' : kind === 'forbidden' ? 'lock' : 'alert'} /></span>
      <h1 className="text-[1.5rem] font-semibold">{kind ? t(`${kind}Title`) : t('title')}</h1>
      <p className="text-muted">{kind ? t(`${kind}Text`) : t('text')}</p>
      {(kind === undefined || kind === 'unavailable') && requestId ? <p className="font-mono text-[0.9286rem]">{t('errorId', { id: requestId })}</p> : null}
      <p className="flex flex-wrap justify-center gap-2 mt-2">
        {kind === 'notFound' || kind === 'forbidden' ? null : <a href="" className={buttonClass('secondary', 'md')}>{t('tryAgain')}</a>}
        {kind === 'notFound' ? <a href={paths.search()} className={buttonClass('secondary', 'md')}>{t('searchInstead')}</a> : null}
        <a href={paths.dashboard()} className={buttonClass('primary', 'md')}>{t('goHome')}</a>
      </p>
    </section>
  );
}
