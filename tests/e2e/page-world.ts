import { createHmac, randomUUID } from 'node:crypto';
import type { APIRequestContext } from 'playwright-core';
import { expect, inject } from 'vitest';
import type { Role } from '#app/domain/permission.ts';
import { LOCALE_COOKIE } from '#app/i18n/locale.ts';
import { TRIPPED_KOL } from '#app/services/demo/always-on-campaign.ts';
import { SUMMER_CAMPAIGN } from '#app/services/demo/summer-campaign.ts';
import { paths } from '#app/lib/paths.ts';
import type { Visitor } from './visitor.ts';

export type Cookies = Awaited<ReturnType<Visitor['context']['cookies']>>;

const ID = '[0-9a-f]{8}-[0-9a-f-]{27}';

/**
 * What the addresses of pages are filled in with: read off the lists of the demo workspace, and made where the demo has nothing to
 * show (a file taken in, a shop's delivery, somebody who may approve for legal).
 */
export async function pageWorld(cookies: ReadonlyMap<Role, Cookies>, person: Visitor): Promise<ReadonlyMap<string, string>> {
  const { request } = person.context;
  const as = async (role: Role): Promise<void> => {
    await person.context.clearCookies();
    await person.context.addCookies(cookies.get(role) ?? []);
  };
  const all = async (list: string, pattern: string): Promise<string[]> => {
    const text = (await (await request.get(list)).text()).replaceAll('&amp;', '&');
    return [...text.matchAll(new RegExp(`href="${pattern}["#?/]`, 'g'))].map(([, found = '']) => found);
  };
  const first = async (list: string, pattern: string): Promise<string> => {
    const [found] = await all(list, pattern);
    if (found === undefined) throw new Error(`no link ${pattern} on ${list}`);
    return found;
  };
  await as('admin');
  await grantLegal(request);
  const deliveryId = await aDelivery(request);
  await as('finance');
  const [paymentId, sequence] = [await first(paths.financePayments('?show=all'), `/finance/payments/(${ID})`), await first(paths.ledger(), '/finance/ledger/(\\d+)')];
  await as('manager');
  const importId = await anImport(request);
  const collaborationId = await first(paths.roi(`?f.campaign=${SUMMER_CAMPAIGN.slug}`), `/collaborations/(${ID})`);
  const order = new RegExp('^/orders/([^/]+)/(.+)$').exec(await first(paths.collaborationOrders({ collaborationId }), '(/orders/[^/"]+/[^/"?#]+)'));
  const scripted = await all(paths.campaignScripts({ slug: SUMMER_CAMPAIGN.slug }), `/campaigns/${SUMMER_CAMPAIGN.slug}/scripts/compare\\?(first=${ID}&second=${ID})`);
  const [scriptedId = '', otherScriptedId = ''] = [...(scripted[0] ?? '').matchAll(new RegExp(ID, 'g'))].map(([id]) => id);
  const picture = await first(paths.assets(), `/assets/(${ID})`);
  const collectionId = await aCollection(request);
  const token = await aShare(request, picture);
  return new Map(Object.entries({
    collectionId, token,
    slug: SUMMER_CAMPAIGN.slug, kolId: await first(paths.kols(), `/kols/(${ID})`), collaborationId, scriptedId, otherScriptedId, version: '1',
    trippedId: await first(paths.collaborations(`?q=${TRIPPED_KOL}`), `/collaborations/(${ID})`), contentId: await first(paths.collaboration({ collaborationId }), `/content/(${ID})`),
    shop: order?.[1] ?? '', orderId: order?.[2] ?? '', proposalId: await first(paths.proposals(), `/proposals/(${ID})`), periodNumber: '2', assetId: picture,
    disputeId: await first(paths.disputes(), `/scorecards/disputes/(${ID})`),
    requestId: await first(paths.signOffs(), `/sign-offs/(${ID})`), importId, paymentId, sequence, deliveryId,
  }));
}

/** The cookies of somebody who has signed in. */
export async function cookiesOf(role: Role, { context }: Visitor): Promise<Cookies> {
  await context.clearCookies();
  await post(context.request, paths.signIn(), { email: `${role}@demo.example`, password: inject('portalPassword') });
  return (await context.cookies()).filter((cookie) => cookie.name !== LOCALE_COOKIE);
}

/** Answers a form as the page does. */
async function post(request: APIRequestContext, address: string, form: Record<string, string>): Promise<string> {
  const answer = await request.post(address, { form, headers: { origin: inject('portalOrigin') } });
  expect(answer.status(), `${address}: ${JSON.stringify(form)}`).toBe(200);
  return await answer.text();
}

async function grantLegal(request: APIRequestContext): Promise<void> {
  const people = await (await request.get(paths.settingsPeople())).text();
  const row = people.split('<tr').find((one) => one.includes('finance@demo.example')) ?? '';
  const [userId = ''] = new RegExp(ID).exec(row) ?? [];
  await post(request, paths.settingsPeople(), { intent: 'legal', userId });
}

/** A shop that sends something the portal cannot read, which is kept to be looked at. */
async function aDelivery(request: APIRequestContext): Promise<string> {
  const [shop, secret] = ['page-visits', 'a secret of the page visits'];
  const shown = await post(request, paths.settingsShops(), { intent: 'connect', kind: 'shopify', shop, secret });
  const address = new RegExp(`/webhooks/shopify/${ID}`).exec(shown.slice(shown.indexOf(shop)))?.[0] ?? '';
  const body = JSON.stringify({ id: 1, currency: 'none' });
  await fetch(inject('portalOrigin') + address, {
    method: 'POST', body,
    headers: {
      'content-type': 'application/json', 'x-shopify-topic': 'orders/create', 'x-shopify-event-id': shop, 'x-shopify-webhook-id': shop,
      'x-shopify-hmac-sha256': createHmac('sha256', secret).update(body).digest('base64'),
    },
  });
  const [, deliveryId = ''] = new RegExp(`/deliveries/(${ID})`).exec(await (await request.get(paths.deliveries())).text()) ?? [];
  expect(deliveryId).not.toBe('');
  return deliveryId;
}

async function aCollection(request: APIRequestContext): Promise<string> {
  const answer = await request.post(paths.collections(), { form: { name: `Seen on a page ${randomUUID()}`, notes: '', visibility: 'team' }, headers: { origin: inject('portalOrigin') } });
  const [, collectionId = ''] = new RegExp(`/collections/(${ID})`).exec(answer.url()) ?? [];
  expect(collectionId, `${answer.status()} ${answer.url()}`).not.toBe('');
  return collectionId;
}

/** A link to an asset for somebody outside. */
async function aShare(request: APIRequestContext, assetId: string): Promise<string> {
  const shown = await post(request, paths.shares(`?asset=${assetId}`), { intent: 'create', recipient: 'somebody outside', days: '7' });
  const [, token = ''] = /\/s\/([\w-]{16,})/.exec(shown) ?? [];
  expect(token).not.toBe('');
  return token;
}

/** A roster of which one row is refused, taken in as far as it was checked. */
async function anImport(request: APIRequestContext): Promise<string> {
  const buffer = Buffer.from('name,tier,platform,handle,followers\nSeen on a page,mid,douyin,seen_on_a_page,12000\nNobody,giant,douyin,nobody,many\n');
  const answer = await request.post(paths.importNew({ kind: 'roster' }), {
    multipart: { kind: 'roster', file: { name: 'page-visits.csv', mimeType: 'text/csv', buffer } }, headers: { origin: inject('portalOrigin') },
  });
  const [, importId = ''] = new RegExp(`/imports/(${ID})`).exec(answer.url()) ?? [];
  expect(importId, `${answer.status()} ${answer.url()}`).not.toBe('');
  return importId;
}
