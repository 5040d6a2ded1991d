import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';

const lockSchema = z.object({ packages: z.record(z.string(), z.looseObject({ version: z.string().optional(), dev: z.boolean().optional(), resolved: z.string().optional() })) });
const root = path.resolve(import.meta.dirname, '../..');
const lockText = fs.readFileSync(path.join(root, 'package-lock.json'), 'utf8');
const lock = lockSchema.parse(JSON.parse(lockText));

/** reliability.md section 2.1: the first version without a known fault. Reread by a person each month; every copy in the tree counts. */
const FLOORS: Record<string, string> = {
  '@remix-run/dev': '2.17.5',
  '@remix-run/node': '2.17.5',
  '@remix-run/react': '2.17.5',
  '@remix-run/server-runtime': '2.17.5',
  '@remix-run/router': '1.23.4',
  'react-router': '6.30.6',
  'react-router-dom': '6.30.6',
  'kysely': '0.28.17',
  'vite': '6.4.3',
  'rollup': '4.59.0',
  'nanoid': '3.3.18',
  'vitest': '4.1.0',
  'esbuild': '0.28.0',
  'tar': '7.5.20',
  'estree-util-value-to-estree': '3.3.3',
  'express': '4.22.3',
  'qs': '6.16.0',
  'body-parser': '1.20.6',
  'path-to-regexp': '0.1.13',
  'undici': '6.27.0',
  'zod': '4.5.0',
};

/** Of these a fault is known and no fixed version exists, or another package does the work: they stay out. */
const REFUSED = ['xlsx', 'exceljs', 'multer', 'pg-native', 'axios'];

/** The packages of a name, wherever in the tree they lie. */
function copiesOf(name: string): { at: string; version: string }[] {
  return Object.entries(lock.packages).flatMap(([at, { version }]) => (at.endsWith(`node_modules/${name}`) && version !== undefined ? [{ at, version }] : []));
}

/** Compares the numbers; a pre-release counts as its release. */
function isAtLeast(version: string, floor: string): boolean {
  const [have, need] = [version, floor].map((text) => text.split('-')[0]?.split('.').map(Number) ?? []);
  for (const [index, wanted] of (need ?? []).entries()) {
    const given = have?.[index] ?? 0;
    if (given !== wanted) return given > wanted;
  }
  return true;
}

describe('versions in package-lock.json', () => {
  test.each(Object.entries(FLOORS))('%s is at least %s, in every copy', (name, floor) => {
    const copies = copiesOf(name);
    expect(copies, `${name} is not used any more: take it off the list`).not.toEqual([]);
    expect(copies.filter(({ version }) => !isAtLeast(version, floor))).toEqual([]);
  });

  test.each(REFUSED)('%s is not there', (name) => {
    expect(copiesOf(name)).toEqual([]);
  });

  test('hold no address: the same file installs from any registry, and names none', () => {
    expect(Object.entries(lock.packages).filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
    expect(lockText).not.toMatch(/"resolved"|https?:\/\/[^"]*registry/);
  });

  test('hold a checksum for every package', () => {
    const bare = Object.entries(lock.packages).filter(([at, entry]) => at !== '' && !('integrity' in entry) && entry['inBundle'] !== true && entry['link'] !== true);
    expect(bare.map(([at]) => at)).toEqual([]);
  });

  test('are what package.json asks for, each to the digit', () => {
    const ours = z.object({ dependencies: z.record(z.string(), z.string()), devDependencies: z.record(z.string(), z.string()) })
      .parse(JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')));
    for (const [name, wanted] of Object.entries({ ...ours.dependencies, ...ours.devDependencies })) {
      expect(wanted, `${name} is pinned`).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
      expect(lock.packages[`node_modules/${name}`]?.version, name).toBe(wanted);
    }
  });
});

test.each([['1.2.3', '1.2.3', true], ['1.10.0', '1.9.9', true], ['0.28.16', '0.28.17', false], ['2.0.0-beta.1', '2.0.0', true], ['4.1', '4.1.1', false]])(
  '%s against a floor of %s: %s', (version, floor, holds) => expect(isAtLeast(version, floor)).toBe(holds),
);
