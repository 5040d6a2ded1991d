import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '#db/client.server.ts';
import { migrateToLatest } from '#db/migrate.server.ts';
import { startTestServer } from './cluster.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connects to the server's maintenance database, with the right to create others. */
    testServerUrl: string;
    /** The migrated, empty database that each test file's own is cloned from. */
    testTemplate: string;
  }
}

/** vitest's global setup: one server a run, migrated once into a template. The template's name is new each time so that runs can share a server. */
export default async function setUpDatabase(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTestServer();
  const template = `kol_template_${randomBytes(6).toString('hex')}`;
  const tearDown = async (): Promise<void> => {
    await runAsAdmin(server.url, `drop database if exists ${template} with (force)`).finally(() => server.stop());
  };
  project.provide('testServerUrl', server.url);
  project.provide('testTemplate', template);
  try {
    await makeTemplate(server.url, template);
  } catch (error) {
    await tearDown(); // vitest does not, when the set-up fails
    throw error;
  }
  return tearDown;
}

async function makeTemplate(serverUrl: string, name: string): Promise<void> {
  await runAsAdmin(serverUrl, `create database ${name}`);
  const handle = openDatabase(databaseUrl(serverUrl, name), { max: 1 });
  await migrateToLatest(handle.db).finally(() => handle.close());
}

/** The same server, another database. */
export function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.toString();
}

/** Runs one statement that no transaction may hold, such as `create database`, on a connection of its own. */
export async function runAsAdmin(serverUrl: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
