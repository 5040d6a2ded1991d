import path from 'node:path';
import * as z from 'zod';

/**
 * The environment, read and checked once. Every variable that the portal obeys is named here (interfaces.md).
 * @throws Error naming each variable that is wrong, its value and what was expected
 */
const emptyAsAbsent = (value: unknown) => (value === '' ? undefined : value);
const optionalUrl = (protocol: RegExp, expectation: string) =>
  z.preprocess(emptyAsAbsent, z.url({ protocol, error: expectation }).optional());

const environmentSchema = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).catch('production'),
  PORT: z.preprocess(emptyAsAbsent, z.coerce.number({ error: 'a port number' }).int().min(0).max(65535).default(3000)),
  HOST: z.preprocess(emptyAsAbsent, z.string().default('127.0.0.1')),
  ROLE: z.preprocess(emptyAsAbsent, z.enum(['all', 'redirect', 'web', 'worker'], { error: 'all, redirect, web or worker' }).default('all')),
  DATABASE_URL: optionalUrl(/^postgres(ql)?$/, 'postgres://user:password@host/database'),
  DATABASE_READ_URL: optionalUrl(/^postgres(ql)?$/, 'postgres://user:password@host/database'),
  DATABASE_DIRECT_URL: optionalUrl(/^postgres(ql)?$/, 'postgres://user:password@host/database'),
  KOL_DATA_DIR: z.preprocess(emptyAsAbsent, z.string().default('.data')),
  KOL_DEMO: z.preprocess(emptyAsAbsent, z.enum(['0', '1'], { error: '0 or 1' }).default('1')),
  KOL_SECRET: z.preprocess(emptyAsAbsent, z.string().min(32, { error: 'at least 32 characters' }).optional()),
  PUBLIC_ORIGIN: optionalUrl(/^https?$/, 'https://host without a path'),
  TRUSTED_PROXY: z.preprocess(emptyAsAbsent, z.string().optional()),
  METRICS_TOKEN: z.preprocess(emptyAsAbsent, z.string().optional()),
  S3_ENDPOINT: optionalUrl(/^https?$/, 'https://host/bucket'),
  S3_REGION: z.preprocess(emptyAsAbsent, z.string().default('auto')),
  S3_ACCESS_KEY_ID: z.preprocess(emptyAsAbsent, z.string().optional()),
  S3_SECRET_ACCESS_KEY: z.preprocess(emptyAsAbsent, z.string().optional()),
});

export interface Environment {
  readonly mode: 'production' | 'development' | 'test';
  readonly port: number;
  readonly host: string;
  readonly role: 'all' | 'redirect' | 'web' | 'worker';
  readonly databaseUrl: string | null;
  readonly databaseReadUrl: string | null;
  readonly databaseDirectUrl: string | null;
  /** Absolute. */
  readonly dataDir: string;
  readonly loadsDemo: boolean;
  readonly secret: string | null;
  /** As configured, without a trailing slash; null means loopback on whichever port is served. */
  readonly publicOrigin: string | null;
  /** Address of the proxy whose forwarding headers are believed. */
  readonly trustedProxy: string | null;
  readonly metricsToken: string | null;
  /** Where the library's files are stored; null for the data folder. */
  readonly s3: { readonly endpoint: string; readonly region: string; readonly accessKeyId: string; readonly secretAccessKey: string } | null;
}

let known: Environment | undefined;

export function environment(): Environment {
  known ??= readEnvironment(process.env);
  return known;
}

export function readEnvironment(variables: Record<string, string | undefined>): Environment {
  const parsed = environmentSchema.safeParse(variables);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      return `  ${name}=${withoutSecrets(name, variables[name] ?? '')}: expected ${issue.message}`;
    });
    throw new Error(`The environment is not usable:\n${lines.join('\n')}`);
  }
  const env = parsed.data;
  return {
    mode: env.NODE_ENV,
    port: env.PORT,
    host: env.HOST,
    role: env.ROLE,
    databaseUrl: env.DATABASE_URL ?? null,
    databaseReadUrl: env.DATABASE_READ_URL ?? null,
    databaseDirectUrl: env.DATABASE_DIRECT_URL ?? null,
    dataDir: path.resolve(env.KOL_DATA_DIR),
    loadsDemo: env.KOL_DEMO === '1',
    secret: env.KOL_SECRET ?? null,
    publicOrigin: env.PUBLIC_ORIGIN ? new URL(env.PUBLIC_ORIGIN).origin : null,
    trustedProxy: env.TRUSTED_PROXY ?? null,
    metricsToken: env.METRICS_TOKEN ?? null,
    s3: s3Of(env),
  };
}

/** A bucket without its keys is a mistake that would show itself only with the first upload. */
function s3Of(env: z.output<typeof environmentSchema>): Environment['s3'] {
  if (env.S3_ENDPOINT === undefined) return null;
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = env;
  if (!accessKeyId || !secretAccessKey) throw new Error('The environment is not usable:\n  S3_ENDPOINT is set: expected S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY as well');
  return { endpoint: env.S3_ENDPOINT, region: env.S3_REGION, accessKeyId, secretAccessKey };
}

/** Start-up errors end in logs: what is secret stays out of them, and so does the password in an address. */
function withoutSecrets(name: string, value: string): string {
  return name === 'KOL_SECRET' || name === 'METRICS_TOKEN' || name === 'S3_SECRET_ACCESS_KEY' ? '***' : value.replace(/:\/\/[^/@]*@/, '://***@');
}
