import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, inject } from 'vitest';
import type { Role } from '#app/domain/permission.ts';
import type { Locale } from '#app/i18n/locale.ts';
import { paths } from '#app/lib/paths.ts';
import { findBrowser } from '#scripts/browser.mjs';
import type { Texts } from './texts.ts';
import { textsOf } from './texts.ts';

/** Somebody at the portal: a browser window of their own, in their language. */
export interface Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly locale: Locale;
  readonly t: Texts;
  /** What a page did wrong so far: messages on the console, refusals of the content security policy, exceptions. */
  readonly faults: string[];
  /** Opens an address of the portal and waits until its script has taken over. Returns the status. */
  open(path: string): Promise<number>;
  signIn(role: Role): Promise<void>;
}

interface VisitorWishes {
  readonly locale?: Locale;
  readonly width?: number;
  /** Cookies of a person who is signed in elsewhere. */
  readonly cookies?: Parameters<BrowserContext['addCookies']>[0];
}

export const HEIGHT = 900;

/** The browser of a test file; `visitor()` opens a window in it for somebody who has never been here. */
export function useBrowser(): { visitor(wishes?: VisitorWishes): Promise<Visitor> } {
  let browser: Browser | null = null;
  beforeAll(async () => {
    const { executablePath, env } = await findBrowser();
    // Chromium refuses its sandbox to root, which is who runs tests in a container.
    browser = await chromium.launch({ executablePath, env: { ...process.env, ...env }, chromiumSandbox: process.getuid?.() !== 0 });
  });
  afterAll(async () => {
    await browser?.close();
  });
  return {
    visitor: async (wishes) => {
      if (browser === null) throw new Error('the browser exists inside hooks and tests only');
      return await openWindow(browser, wishes);
    },
  };
}

async function openWindow(browser: Browser, { locale = 'en', width = 1280, cookies = [] }: VisitorWishes = {}): Promise<Visitor> {
  const context = await browser.newContext({
    // As a person's browser says it: a headless one counts as automated, and its clicks are told apart.
    userAgent: `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${browser.version()} Safari/537.36`,
    baseURL: inject('portalOrigin'), locale: locale === 'en' ? 'en-US' : locale, viewport: { width, height: HEIGHT }, timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(20_000);
  await context.addCookies(cookies);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`${pathOf(page)}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(`${pathOf(page)}: ${message.text()}`);
  });
  const open = async (path: string): Promise<number> => {
    const answer = await page.goto(path);
    await untilLive(page);
    return answer?.status() ?? 0;
  };
  const t = textsOf(locale);
  const signIn = async (role: Role): Promise<void> => {
    await open(paths.signIn());
    await page.getByLabel(t('auth:email')).fill(`${role}@demo.example`);
    await page.getByLabel(t('auth:password')).fill(inject('portalPassword'));
    await page.getByRole('button', { name: t('auth:signIn') }).click();
    await page.waitForURL(inject('portalOrigin') + paths.dashboard());
  };
  return { page, context, locale, t, faults, open, signIn };
}

/** Waits until React has taken the document over: a click before that is lost on a control that needs script. */
export async function untilLive(page: Page): Promise<void> {
  await page.waitForFunction(() => Object.keys(document.querySelector('main') ?? {}).some((key) => key.startsWith('__reactFiber')));
}

const pathOf = (page: Page) => page.url().replace(inject('portalOrigin'), '');

/** Asserts that nothing went wrong in the visitor's window; `open` remembers across pages. */
export function expectNoFaults({ faults }: Visitor): void {
  expect(faults).toEqual([]);
}

/** A row of a table by its first cell. */
export function rowOf(page: Page, name: string | RegExp): Locator {
  return page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });
}

/** The figure of a tile by the name above it. */
export function tileOf(page: Page, label: string): Locator {
  return page.locator(`xpath=//main//div[normalize-space(.)="${label}"]/following-sibling::div[1]`);
}
