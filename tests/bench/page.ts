import zlib from 'node:zlib';
import type { ReactNode } from 'react';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { firstLoadBytes } from '#tests/e2e/page-weight.ts';
import type { DemoPortal } from './demo-portal.ts';
import { startDemoPortal } from './demo-portal.ts';
import type { BenchLine, Figure } from './line.ts';
import { median } from './line.ts';

const ROWS = 50;
const WEIGHED = [['dashboard', '/'], ['roster', '/kols'], ['ROI board', '/roi']] as const;

/** A page of 50 rows as a signed-in person gets it, beside React writing nothing but the same table; and what pages weigh (quality.md, "page, 50 rows"). */
export const pageLine: BenchLine = {
  name: 'page',
  measure: async (bench) => {
    bench.progress('page: loading the demo workspace');
    const portal = await startDemoPortal(bench, 'page');
    try {
      const table = tableOf(await documentOf(portal, '/kols'));
      const [requests, warm] = bench.quick ? [20, 10] : [60, 30];
      const ours = async () => void (await documentOf(portal, '/kols'));
      const react = async () => void renderToString(table());
      for (let run = 0; run < warm; run += 1) {
        await ours();
        await react();
      }
      const times = { ours: [] as number[], react: [] as number[] };
      for (let round = 0; round < Math.max(5, bench.rounds); round += 1) {
        const sides = [['ours', ours], ['react', react]] as const;
        for (const [side, run] of round % 2 === 0 ? sides : sides.toReversed()) {
          const startedAt = performance.now();
          for (let request = 0; request < requests; request += 1) await run();
          times[side].push((performance.now() - startedAt) / requests);
        }
      }
      return [
        {
          figure: 'roster page of 50 rows, signed in', value: median(times.ours), unit: 'ms', reference: { name: 'ms, renderToString of its table', value: median(times.react) },
          ratio: median(times.ours.map((ms, round) => (times.react[round] ?? Number.NaN) / ms)), demanded: { of: 'ratio', bound: 'at least', limit: 0.25 },
          note: 'one request at a time, queries and sending included',
        },
        ...(await Promise.all(WEIGHED.map(async ([name, address]) => weightsOf(name, await documentOf(portal, address))))).flat(),
      ];
    } finally {
      await portal.stop();
    }
  },
};

async function documentOf({ origin, cookie }: DemoPortal, address: string): Promise<string> {
  const answer = await fetch(origin + address, { headers: { cookie, 'accept-language': 'en', 'accept': 'text/html' } });
  const html = await answer.text();
  if (answer.status !== 200 || !html.includes('</html>')) throw new Error(`${address} was answered with ${answer.status}`);
  return html;
}

function weightsOf(name: string, html: string): Figure[] {
  const weight = (figure: string, bytes: number, limit: number): Figure => ({
    figure, value: bytes / 1000, unit: 'kB', reference: null, ratio: null, demanded: { of: 'value', bound: 'at most', limit }, note: 'gzip',
  });
  return [weight(`${name}: document`, zlib.gzipSync(html).length, 60), weight(`${name}: JavaScript before it can be used`, firstLoadBytes(html), 180)];
}

/** The first table of a document as React elements of the same names, attributes and texts. */
function tableOf(html: string): () => ReactNode {
  const source = /<table\b[^]*?<\/table>/.exec(html)?.[0] ?? '';
  const rows = source.match(/<tr\b/g)?.length ?? 0;
  if (rows < ROWS) throw new Error(`the roster shows ${rows} rows`);
  return () => readElements(source);
}

const VOID = new Set(['input', 'br', 'img', 'path', 'circle', 'rect', 'line']);
const NAMES: Readonly<Record<string, string>> = { 'class': 'className', 'for': 'htmlFor', 'tabindex': 'tabIndex', 'colspan': 'colSpan', 'rowspan': 'rowSpan', 'viewBox': 'viewBox', 'stroke-width': 'strokeWidth', 'stroke-linecap': 'strokeLinecap', 'stroke-linejoin': 'strokeLinejoin' };
/** React would want a handler beside them, or has its own way of writing them. */
const LEFT_OUT = new Set(['value', 'checked', 'selected', 'style']);

/** Reads what React itself wrote: every element is closed, every attribute is quoted. */
function readElements(source: string): ReactNode {
  const open: { name: string; attributes: Record<string, string>; children: ReactNode[] }[] = [{ name: '', attributes: {}, children: [] }];
  const close = (): void => {
    const done = open.pop();
    if (done) open.at(-1)?.children.push(createElement(done.name, done.attributes, ...done.children));
  };
  for (const [, comment, ending, name = '', attributes = '', selfClosed, text] of source.matchAll(/(<!--[^]*?-->)|<(\/?)([a-zA-Z][\w-]*)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*(\/?)>|([^<]+)/g)) {
    if (comment !== undefined) continue;
    if (text !== undefined) open.at(-1)?.children.push(text);
    else if (ending === '/') close();
    else {
      const read = [...attributes.matchAll(/([\w:-]+)(?:="([^"]*)")?/g)].filter(([, key = '']) => !LEFT_OUT.has(key)).map(([, key = '', value = '']) => [NAMES[key] ?? key, value]);
      open.push({ name, attributes: Object.fromEntries(read), children: [] });
      if (selfClosed === '/' || VOID.has(name)) close();
    }
  }
  return open[0]?.children[0];
}
