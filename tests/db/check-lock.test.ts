import { expect, it } from 'vitest';
import { checkLock, missingOptionalEntries } from '#scripts/check-lock.mjs';

it('the project can be installed from its lock file on every system', () => {
  expect(() => checkLock()).not.toThrow();
});

it('an optional dependency without an entry is named together with the package that needs it', () => {
  const packages = {
    '': {},
    'node_modules/rollup': { optionalDependencies: { '@rollup/rollup-linux-x64-gnu': '1.0.0', '@rollup/rollup-darwin-arm64': '1.0.0' } },
    'node_modules/@rollup/rollup-linux-x64-gnu': {},
  };
  expect(missingOptionalEntries({ packages })).toEqual([
    'node_modules/rollup needs @rollup/rollup-darwin-arm64, which has no entry in package-lock.json',
  ]);
});

it('an entry counts wherever Node would find it: inside the package, inside the one around it, or at the top', () => {
  const optional = (name: string) => ({ optionalDependencies: { [name]: '1.0.0' } });
  const packages = {
    'node_modules/a/node_modules/inner': optional('own'),
    'node_modules/a/node_modules/inner/node_modules/own': {},
    'node_modules/a/node_modules/second': optional('beside'),
    'node_modules/a/node_modules/beside': {},
    'node_modules/a/node_modules/third': optional('top'),
    'node_modules/top': {},
  };
  expect(missingOptionalEntries({ packages })).toEqual([]);
});
