import { expect, test } from 'vitest';
import { paths } from './paths.ts';

/** Values whose encoding shows: what is put into an address can never become another address. */
const AT = {
  slug: 'a b/c', tier: 'mid', kolId: 'KOL', collaborationId: 'COL', contentId: 'CNT', proposalId: 'PRO', importId: 'IMP', uploadId: 'UPL', assetId: 'AST', collectionId: 'CLN', token: 'TKN', ticket: 'TIC.KET', connectionId: 'CON', deliveryId: 'DEL', shop: 'a/b', orderId: '#1?', code: 'CODE', paymentId: 'PAY', requestId: 'REQ', sequence: 7, file: 'ledger.csv', kind: 'roster', format: 'png', model: 'linear', version: 3, first: 'COL1', second: 'COL2',
} as const;

test('every address of the portal', () => {
  const addresses = Object.fromEntries(Object.entries(paths).map(([name, make]) => {
    // A maker of a list's address takes its question; the others take the ids that they name.
    const build = make as (at: typeof AT | string, search?: string) => string;
    return [name, name === 'signIn' ? build('/roi?by=kol') : build(make.length === 0 ? '?q=1' : AT)];
  }));
  expect(addresses).toMatchSnapshot();
  for (const address of Object.values(addresses)) expect(address).toMatch(/^\/(?!\/)[^\s[\]]*$/);
});
