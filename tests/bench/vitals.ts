import type { Browser, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { findBrowser } from '#scripts/browser.mjs';
import type { DemoPortal } from './demo-portal.ts';
import { startDemoPortal } from './demo-portal.ts';
import type { BenchLine, Figure } from './line.ts';
import { median } from './line.ts';

const SLOWER = 4;
/** What a person does first on each page: the controls, clicked one after the other. */
const VISITED = [
  { name: 'dashboard', address: '/', clicks: ['header summary', 'main summary'] },
  { name: 'roster', address: '/kols', clicks: ['main summary', 'thead .sort-link', 'header summary'] },
  { name: 'ROI board', address: '/roi', clicks: ['main summary', 'thead .sort-link', 'header summary'] },
] as const;

interface Vitals {
  readonly lcpMs: number;
  readonly inpMs: number;
  readonly shift: number;
}

/** LCP, INP and CLS as the browser itself reports them, on a processor that is four times slower (quality.md, "web vitals"). */
export const vitalsLine: BenchLine = {
  name: 'vitals',
  measure: async (bench) => {
    bench.progress('vitals: loading the demo workspace');
    const portal = await startDemoPortal(bench, 'vitals');
    const { executablePath, env } = await findBrowser(bench.progress);
    const browser = await chromium.launch({ executablePath, env: { ...process.env, ...env }, chromiumSandbox: process.getuid?.() !== 0 });
    try {
      const figures: Figure[] = [];
      for (const visit of VISITED) {
        const visits: Vitals[] = [];
        for (let round = 0; round < (bench.quick ? 2 : Math.max(5, bench.rounds)); round += 1) visits.push(await visitPage(browser, portal, visit));
        figures.push(...figuresOf(visit.name, visits));
      }
      return figures;
    } finally {
      await browser.close();
      await portal.stop();
    }
  },
};

async function visitPage(browser: Browser, { origin, cookie }: DemoPortal, { address, clicks }: (typeof VISITED)[number]): Promise<Vitals> {
  const context = await browser.newContext({ baseURL: origin, locale: 'en-US', viewport: { width: 1280, height: 900 } });
  try {
    const [name = '', value = ''] = cookie.split('=');
    await context.addCookies([{ name, value, url: origin }]);
    const page = await context.newPage();
    await page.addInitScript(watch);
    const devtools = await context.newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    await page.goto(address, { waitUntil: 'load' });
    await page.waitForFunction(() => Object.keys(document.querySelector('main') ?? {}).some((key) => key.startsWith('__reactFiber')));
    await settle(page);
    for (const selector of clicks) {
      await page.locator(selector).filter({ visible: true }).first().click({ timeout: 5_000 });
      await settle(page);
    }
    return await page.evaluate(() => (window as unknown as { vitals: Vitals }).vitals); // written by `watch`
  } finally {
    await context.close();
  }
}

/** Two frames, and what was put off until the browser is idle. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(() => new Promise<void>((resolve) => { requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 250))); }));
}

/** Runs in the page before anything else: adds up what the browser measures. */
function watch(): void {
  const vitals = { lcpMs: 0, inpMs: 0, shift: 0 };
  Object.assign(window, { vitals });
  const observe = (type: string, read: (entry: PerformanceEntry) => void, more: object = {}) =>
    new PerformanceObserver((list) => list.getEntries().forEach(read)).observe({ type, buffered: true, ...more });
  observe('largest-contentful-paint', (entry) => { vitals.lcpMs = entry.startTime; });
  observe('layout-shift', (entry) => {
    if ('hadRecentInput' in entry && 'value' in entry && entry.hadRecentInput === false) vitals.shift += Number(entry.value);
  });
  observe('event', (entry) => {
    if ('interactionId' in entry && Number(entry.interactionId) > 0) vitals.inpMs = Math.max(vitals.inpMs, entry.duration);
  }, { durationThreshold: 16 });
}

function figuresOf(name: string, visits: readonly Vitals[]): Figure[] {
  const figure = (what: string, read: (vitals: Vitals) => number, unit: string, limit: number, note: string): Figure => ({
    figure: `${name}: ${what}`, value: median(visits.map(read)), unit, reference: null, ratio: null, demanded: { of: 'value', bound: 'at most', limit }, note,
  });
  return [
    figure('largest contentful paint', ({ lcpMs }) => lcpMs / 1000, 's', 1.5, `processor ${SLOWER} times slower`),
    figure('interaction to next paint', ({ inpMs }) => inpMs, 'ms', 150, 'the slowest of opening a menu and a filter, and sorting'),
    figure('layout shift', ({ shift }) => shift, '', 0.02, 'the sum of all'),
  ];
}
