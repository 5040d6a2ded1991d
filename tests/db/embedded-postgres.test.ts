import fs from 'node:fs';
import path from 'node:path';
import { spawn } from 'node:child_process';
import { describe, expect, it, vi } from 'vitest';
import { processExists } from '#scripts/exclusive.mjs';
import { queryOnce, serverPid, useEmbeddedProcesses } from '#tests/setup/embedded-process.ts';

const processes = useEmbeddedProcesses();
const untilGone = (pid: number | null): Promise<void> =>
  vi.waitFor(() => expect(pid !== null && processExists(pid)).toBe(false), { timeout: 10_000, interval: 20 });

describe('the embedded PostgreSQL', () => {
  it('keeps every confirmed row over kill -9 of the portal, and its server does not outlive it', async () => {
    const dataDir = processes.newDataDir();
    const portal = await processes.start(dataDir, 'write');
    const server = serverPid(portal.clusterDir);
    await vi.waitFor(() => expect(portal.lastConfirmed()).toBeGreaterThan(100), { timeout: 10_000 });
    await portal.end('SIGKILL');
    const confirmed = portal.lastConfirmed();

    const next = await processes.start(dataDir);
    await untilGone(server);
    const [row] = await queryOnce(next.url, 'select count(*)::int as rows, max(number) as last from written');
    expect(row?.['last']).toBeGreaterThanOrEqual(confirmed);
    expect(row?.['rows']).toBe(row?.['last']);
    expect(next.owned).toBe(true);
  });

  it('is made once and shared when two processes start for the first time at the same moment', async () => {
    const dataDir = processes.newDataDir();
    const both = await Promise.all([processes.start(dataDir), processes.start(dataDir)]);
    expect(both.map(({ owned }) => owned).toSorted()).toEqual([false, true]);
    expect(both[0].url).toBe(both[1].url);
  });

  it('stays for the portal when the command that started it ends, and goes with the last process that uses it', async () => {
    const dataDir = processes.newDataDir();
    const command = await processes.start(dataDir);
    const portal = await processes.start(dataDir);
    const server = serverPid(command.clusterDir);
    await command.end('SIGTERM');
    expect(await queryOnce(portal.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await portal.end('SIGKILL');
    await untilGone(server);
  });

  it('comes back on the same port when the server itself is killed', async () => {
    const portal = await processes.start(processes.newDataDir());
    await queryOnce(portal.url, 'create table kept as select 7 as value');
    const killed = serverPid(portal.clusterDir);
    process.kill(killed ?? Number.NaN, 'SIGKILL');
    const rows = await vi.waitFor(() => queryOnce(portal.url, 'select value from kept'), { timeout: 10_000 });
    expect(rows).toEqual([{ value: 7 }]);
    expect(serverPid(portal.clusterDir)).not.toBe(killed);
  });

  it('starts although postmaster.pid of a crash names a program that has nothing to do with it', async () => {
    const dataDir = processes.newDataDir();
    const portal = await processes.start(dataDir);
    const { clusterDir } = portal;
    const pidFile = path.join(clusterDir, 'postmaster.pid');
    const lines = fs.readFileSync(pidFile, 'utf8').split('\n');
    await portal.end('SIGTERM');
    const { uid, gid } = fs.statSync(clusterDir);
    const stranger = spawn('sleep', ['60'], { uid, gid });
    fs.writeFileSync(pidFile, [stranger.pid, ...lines.slice(1)].join('\n'));
    fs.chownSync(pidFile, uid, gid);
    const next = await processes.start(dataDir);
    expect(await queryOnce(next.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(stranger.exitCode).toBeNull();
    stranger.kill();
  });

  it('lets nobody in without the password, which only the portal user can read', async () => {
    const dataDir = processes.newDataDir();
    const portal = await processes.start(dataDir);
    const wrong = new URL(portal.url);
    wrong.password = 'guess';
    await expect(queryOnce(wrong.toString(), 'select 1')).rejects.toThrow(/password authentication failed/);
    wrong.password = '';
    await expect(queryOnce(wrong.toString(), 'select 1')).rejects.toThrow(/password/);
    expect(fs.statSync(path.join(dataDir, 'pg18.password')).mode & 0o777).toBe(0o600);
    expect(fs.statSync(portal.clusterDir).mode & 0o777).toBe(0o700);
  });

  it('writes durably, checks its pages, speaks to this machine only and keeps a daily log', async () => {
    const portal = await processes.start(processes.newDataDir());
    const names = ['fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums', 'listen_addresses', 'server_encoding', 'TimeZone'];
    const rows = await queryOnce(portal.url, `select name, setting from pg_settings where name in (${names.map((name) => `'${name}'`).join()})`);
    expect(Object.fromEntries(rows.map((row) => [row['name'], row['setting']]))).toEqual({
      fsync: 'on',
      full_page_writes: 'on',
      synchronous_commit: 'on',
      data_checksums: 'on',
      listen_addresses: '127.0.0.1',
      server_encoding: 'UTF8',
      TimeZone: 'UTC',
    });
    const sorted = await queryOnce(portal.url, `select name from (values ('张'), ('李'), ('王')) as t (name) order by name collate "zh-x-icu"`);
    expect(sorted.map((row) => row['name'])).toEqual(['李', '王', '张']);
    expect(fs.readdirSync(path.join(portal.clusterDir, 'log'))).toEqual([expect.stringMatching(/^postgresql-[A-Z][a-z]{2}\.log$/)]);
  });
});
