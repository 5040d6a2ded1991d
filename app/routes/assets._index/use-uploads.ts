import { useEffect, useRef, useState } from 'react';
import type { UploadRefusal } from '#app/domain/asset-file-type.ts';
import type { SendAnswer } from './send-file.ts';

export type UploadProblem = UploadRefusal | 'origin' | 'network' | 'session' | 'room';

export interface FileState {
  readonly key: string;
  readonly name: string;
  readonly bytes: number;
  readonly sent: number;
  readonly step: 'waiting' | 'sending' | 'paused' | 'finishing' | 'stored' | 'same' | 'done' | 'refused' | 'broken';
  readonly problem: UploadProblem | null;
  readonly limitBytes: number | null;
  readonly assetId: string | null;
  readonly number: number | null;
}

interface Entry {
  readonly file: File;
  readonly collaborationId: string | null;
  stop: AbortController | null;
}

/** So many files are sent at once. */
const AT_ONCE = 3;
/** Fetched with the first file: most visits of the library upload nothing. */
const loadSender = () => import('./send-file.ts');

/** Files on their way into the library, for as long as the page stands. `onStored` is called when one of them is in it. */
export function useUploads(onStored: () => void) {
  const [files, setFiles] = useState<readonly FileState[]>([]);
  const entries = useRef(new Map<string, Entry>());
  const queue = useRef<string[]>([]);
  const running = useRef(0);
  const stored = useRef(onStored);
  useEffect(() => {
    stored.current = onStored;
  });
  useEffect(() => {
    const known = entries.current;
    return () => known.forEach((entry) => entry.stop?.abort());
  }, []);

  const change = (key: string, changed: Partial<FileState>) => setFiles((all) => all.map((file) => (file.key === key ? { ...file, ...changed } : file)));

  function start(key: string): void {
    queue.current.push(key);
    next();
  }

  function next(): void {
    const key = running.current < AT_ONCE ? queue.current.shift() : undefined;
    const entry = key === undefined ? undefined : entries.current.get(key);
    if (key === undefined || entry === undefined) return;
    running.current += 1;
    void run(key, entry);
    next();
  }

  async function run(key: string, entry: Entry): Promise<void> {
    entry.stop = new AbortController();
    const sending = { collaborationId: entry.collaborationId, signal: entry.stop.signal, onProgress: (sent: number, step: 'sending' | 'finishing') => change(key, { sent, step }) };
    const answer = await loadSender().then(({ sendFile }) => sendFile(entry.file, sending), (): SendAnswer => ({ step: 'broken', problem: 'network' }));
    running.current -= 1;
    change(key, stateOf(answer));
    if (answer.step === 'stored') stored.current();
    next();
  }

  return {
    files,
    add: (chosen: readonly File[], collaborationId: string | null) => {
      const added = chosen.map((file) => ({ key: crypto.randomUUID(), file }));
      for (const { key, file } of added) entries.current.set(key, { file, collaborationId, stop: null });
      setFiles((all) => [...added.map(({ key, file }): FileState => ({ key, name: file.name, bytes: file.size, sent: 0, step: 'waiting', problem: null, limitBytes: null, assetId: null, number: null })), ...all]);
      for (const { key } of added) start(key);
    },
    pause: (key: string) => {
      queue.current = queue.current.filter((waiting) => waiting !== key);
      entries.current.get(key)?.stop?.abort();
      change(key, { step: 'paused' });
    },
    resume: (key: string) => {
      change(key, { step: 'waiting', problem: null });
      start(key);
    },
    giveUp: (key: string) => {
      const entry = entries.current.get(key);
      if (entry) void loadSender().then(({ forgetUpload }) => forgetUpload(entry.file), () => undefined);
      entries.current.delete(key);
      setFiles((all) => all.filter((file) => file.key !== key));
    },
  };
}

function stateOf(answer: SendAnswer): Partial<FileState> {
  const { step, problem = null, limitBytes = null, assetId = null, number = null } = answer;
  return { step, problem, limitBytes, assetId, number };
}
