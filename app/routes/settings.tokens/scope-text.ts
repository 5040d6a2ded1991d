import type { TokenScope } from '#app/domain/permission.ts';
import { useText } from '#app/i18n/use-text.ts';

const KEYS = {
  'orders:write': 'ordersWrite', 'clicks:write': 'clicksWrite', 'content:write': 'contentWrite', 'read': 'read', 'costs:read': 'costsRead', 'proposals:decide': 'proposalsDecide',
} as const satisfies Record<TokenScope, string>;

/** What a scope lets a program do, in words; a scope that is not known any more by its name. */
export function useScopeText(): (scope: string) => string {
  const t = useText('settings');
  return (scope) => {
    const known = Object.entries(KEYS).find(([name]) => name === scope)?.[1];
    return known ? t(`tokens.scope.${known}`) : scope;
  };
}
