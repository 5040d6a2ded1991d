import { ROTATION_OVERLAP_HOURS } from '#app/domain/ingestion/delivery.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Banner } from '#app/ui/banner.tsx';
import type { ConnectionResult } from './change-connection.server.ts';

const TOPICS = { shopify: 'shops.topics', woocommerce: 'shops.topicsWoocommerce', standard: 'shops.topicsStandard' } as const;

/** What came of the last change, with the address and the secret to enter in the shop. */
export function ConnectionNotice({ result }: { readonly result: ConnectionResult }) {
  const t = useText('settings');
  if (result.status === 'not_connected') return <Banner tone="red">{t('shops.notConnected')}</Banner>;
  if (result.intent === 'rotate' && result.errors.secret !== false) return <Banner tone="red">{t(result.errors.secret === 'form' ? 'shops.secretForm' : 'shops.secretMissing')}</Banner>;
  if (result.status === 'refused') return null;
  if (result.intent === 'disconnect') return <Banner tone="neutral" title={t('shops.disconnectedTitle', { shop: result.shop })} />;
  return (
    <Banner tone="green" title={t(result.intent === 'rotate' ? 'shops.rotatedTitle' : 'shops.savedTitle')}>
      {result.address ? <p className="break-all select-all">{t('shops.savedText', { address: result.address })}</p> : null}
      {result.newSecret ? <p className="mt-1">{t('shops.newSecret')} <code className="select-all break-all rounded-control bg-surface px-2 py-1 inline-block">{result.newSecret}</code></p> : null}
      <p className="text-muted mt-1">{result.intent === 'rotate' ? t('shops.oldAccepted', { hours: ROTATION_OVERLAP_HOURS }) : t(TOPICS[result.kind])}</p>
    </Banner>
  );
}
