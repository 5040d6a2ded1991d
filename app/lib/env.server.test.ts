import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readEnvironment } from './env.server.ts';

describe('readEnvironment', () => {
  test('a bucket needs its keys, and they stay out of errors', () => {
    const bucket = { S3_ENDPOINT: 'https://s3.example.com/assets', S3_ACCESS_KEY_ID: 'id', S3_SECRET_ACCESS_KEY: 'very-secret' };
    expect(readEnvironment(bucket).s3).toEqual({ endpoint: 'https://s3.example.com/assets', region: 'auto', accessKeyId: 'id', secretAccessKey: 'very-secret' });
    expect(() => readEnvironment({ ...bucket, S3_SECRET_ACCESS_KEY: '' })).toThrow('S3_ENDPOINT is set');
    expect(() => readEnvironment({ ...bucket, S3_ENDPOINT: 'ftp://x' })).toThrow('https://host/bucket');
  });

  test('needs nothing: what is absent or empty has a default', () => {
    const defaults = {
      mode: 'production', port: 3000, host: '127.0.0.1', role: 'all', databaseUrl: null, databaseReadUrl: null, databaseDirectUrl: null, dataDir: path.resolve('.data'),
      loadsDemo: true, secret: null, publicOrigin: null, trustedProxy: null, metricsToken: null, s3: null,
    };
    expect(readEnvironment({})).toEqual(defaults);
    const names = ['PORT', 'HOST', 'ROLE', 'DATABASE_URL', 'DATABASE_READ_URL', 'DATABASE_DIRECT_URL', 'KOL_DATA_DIR', 'KOL_DEMO', 'KOL_SECRET', 'PUBLIC_ORIGIN', 'TRUSTED_PROXY', 'METRICS_TOKEN'];
    expect(readEnvironment(Object.fromEntries(names.map((name) => [name, ''])))).toEqual(defaults);
  });

  test('an origin is kept without its path and slash', () => {
    expect(readEnvironment({ PUBLIC_ORIGIN: 'https://portal.example/' }).publicOrigin).toBe('https://portal.example');
  });

  test('all that is wrong is said at once: name, value and what was expected', () => {
    const wrong = { PORT: 'http', ROLE: 'king', DATABASE_URL: 'mysql://x', KOL_DEMO: 'yes', PUBLIC_ORIGIN: 'ftp://portal.example' };
    let said = '';
    try {
      readEnvironment(wrong);
    } catch (error) {
      said = String(error);
    }
    for (const [name, value] of Object.entries(wrong)) expect(said).toContain(`${name}=${value}: expected `);
    expect(said).toContain('all, redirect, web or worker');
  });

  test('what is wrong with a secret is said without the secret', () => {
    for (const variables of [{ KOL_SECRET: 'too short a secret' }, { DATABASE_URL: 'mysql://user:hunter2@host/db' }]) {
      expect(() => readEnvironment(variables)).toThrow(/is not usable/);
      expect(() => readEnvironment(variables)).not.toThrow(/too short a secret|hunter2/);
    }
  });

  test.each(['65536', '-1', '3.5', 'NaN', '1e9'])('PORT=%s is refused', (port) => {
    expect(() => readEnvironment({ PORT: port })).toThrow(/PORT/);
  });
});
