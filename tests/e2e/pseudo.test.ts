import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import type { Role } from '#app/domain/permission.ts';
import { ROLES } from '#app/domain/permission.ts';
import { resources } from '#app/i18n/en/resources.ts';
import { sidewaysPixels, untilSettled } from './page-checks.ts';
import type { ListedPage } from './page-list.ts';
import { addressOf } from './page-list.ts';
import { goRound, saidOf } from './page-round.ts';
import type { Cookies } from './page-world.ts';
import { cookiesOf, pageWorld } from './page-world.ts';
import { clippedTexts, literalWords } from './pseudo-checks.ts';
import { pseudoTexts } from './pseudo.mjs';
import type { Visitor } from './visitor.ts';
import { HEIGHT, untilLive, useBrowser } from './visitor.ts';

/** Pages share their parts: every third one shows what is too narrow. `A11Y=all` looks at each. */
const ONE_IN = process.env['A11Y'] === 'all' ? 1 : 3;
const { visitor } = useBrowser();
const signedIn = new Map<Role, Cookies>();
let world: ReadonlyMap<string, string> = new Map();
let portal: { readonly child: ChildProcess; readonly origin: string };

/** A second web process beside the portal of this run, on its database, whose English is the language that nobody speaks. */
beforeAll(async () => {
  const env: NodeJS.ProcessEnv = {
    PATH: process.env['PATH'] ?? '', NODE_ENV: 'production', PORT: '0', LOG_LEVEL: 'error', ROLE: 'web', KOL_DATA_DIR: inject('portalDataDir'), ...inject('portalDatabase'),
  };
  const child = spawn(process.execPath, ['--import', path.resolve('tests/e2e/pseudo-portal.mjs'), path.resolve('build/server/index.js')], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  portal = { child, origin: await originOf(child) };
  const person = await visitor();
  for (const role of ROLES) signedIn.set(role, await cookiesOf(role, person));
  world = await pageWorld(signedIn, person);
  await person.context.close();
});
afterAll(async () => {
  const gone = new Promise((resolve) => portal.child.once('exit', resolve));
  portal.child.kill('SIGTERM');
  await gone;
});

function originOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const [, origin] = /^READY (http:\/\/localhost:\d+)$/m.exec(said) ?? [];
      if (origin) resolve(origin);
    });
    child.once('exit', (code) => reject(new Error(`the portal ended with ${code}: ${said}`)));
  });
}

/** The files from which a browser takes the texts of an area are exchanged on their way: read from the build, since a second request could fail and leave the page waiting. */
async function exchangeTexts(person: Visitor): Promise<void> {
  const areas = Object.entries(resources);
  await person.context.route(/\/assets\/[\w-]+\.js$/, async (route) => {
    const file = path.basename(new URL(route.request().url()).pathname);
    const texts = areas.find(([area]) => new RegExp(`^${area.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}-[\\w-]{8}\\.js$`).test(file));
    const isArea = texts && new RegExp(`export\\s*\\{[^}]*\\b${texts[0]}\\b`).test(await fs.readFile(path.resolve('build/client/assets', file), 'utf8'));
    const answered = isArea
      ? route.fulfill({ contentType: 'text/javascript', body: `export const ${texts[0]} = ${JSON.stringify(pseudoTexts(texts[1]))};` })
      : route.continue();
    await answered.catch(() => undefined); // the page may have gone on meanwhile, and with it what it asked for
  });
}

async function lookAt(person: Visitor, listed: ListedPage): Promise<string[]> {
  const { page } = person;
  const found: string[] = [];
  await page.setViewportSize({ width: 1280, height: HEIGHT });
  await page.goto(portal.origin + addressOf(listed, world));
  await untilLive(page);
  for (const words of await literalWords(page)) found.push(`written into the code: ${words}`);
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: HEIGHT });
    const wrong = await measure(page, width);
    // On a machine that has much else to do, what was measured may not have been laid out yet.
    if (wrong.length > 0) found.push(...(await page.waitForTimeout(500).then(() => measure(page, width))));
  }
  return found;
}

async function measure(page: Page, width: number): Promise<string[]> {
  await untilSettled(page);
  const wider = await sidewaysPixels(page);
  return [...(wider > 0 ? [`${wider} px wider than a window of ${width} px`] : []), ...(await clippedTexts(page)).map((text) => `${width}: ${text}`)];
}

it('in a language of long words nothing is cut off, nothing scrolls sideways, and no word is written into the code', { timeout: 600_000 }, async () => {
  const enter = async (role: Role | null): Promise<Visitor> => {
    const person = await visitor({ cookies: role === null ? [] : (signedIn.get(role) ?? []) });
    await exchangeTexts(person);
    return person;
  };
  const found = await goRound({ enter, world, look: lookAt, oneIn: ONE_IN });
  expect(found, saidOf(found)).toEqual({});
});
