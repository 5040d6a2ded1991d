import type { Command } from './command.ts';

/** Every command of `kol`: its first word, a line for the overview, and the module that holds it, loaded only when called. */
export interface CommandEntry {
  readonly word: string;
  readonly summary: string;
  readonly load: () => Promise<Command>;
}

export const COMMANDS: readonly CommandEntry[] = [
  { word: 'import', summary: 'import <roster|campaigns|collaborations|content|orders|costs|payments> FILE', load: async () => (await import('./import.ts')).importCommand },
  { word: 'imports', summary: 'imports list [--kind KIND]|undo ID', load: async () => (await import('./imports.ts')).importsCommand },
  { word: 'export', summary: 'export <roster|collaborations|assets|roi|ledger|statement> [--format csv|xlsx|json] [--out FILE]', load: async () => (await import('./export.ts')).exportCommand },
  { word: 'review', summary: 'review run [--campaign SLUG] [--as-of DATE]', load: async () => (await import('./review.ts')).reviewCommand },
  { word: 'policy', summary: 'policy list|simulate|publish: the thresholds, and who would move under others', load: async () => (await import('./policy.ts')).policyCommand },
  { word: 'proposals', summary: 'proposals list|accept ID|reject ID --reason TEXT', load: async () => (await import('./proposals.ts')).proposalsCommand },
  { word: 'ledger', summary: 'ledger verify|anchor: checks the ledger, keeps its head outside the database', load: async () => (await import('./ledger.ts')).ledgerCommand },
  { word: 'user', summary: 'user add EMAIL --role ROLE [--seat SEAT] --password-stdin', load: async () => (await import('./user.ts')).userCommand },
  { word: 'token', summary: 'token create --name NAME --scope SCOPE,...', load: async () => (await import('./token.ts')).tokenCommand },
  { word: 'webhooks', summary: 'webhooks list [--failed]|replay ID ...|replay --failed', load: async () => (await import('./webhooks.ts')).webhooksCommand },
  { word: 'notices', summary: 'notices channels|test CHANNEL|send [--dry-run]: alerts and the channels that they leave by', load: async () => (await import('./notices.ts')).noticesCommand },
  { word: 'hosts', summary: 'hosts <list|add> [HOST ...]: where landing pages may be', load: async () => (await import('./hosts.ts')).hostsCommand },
  { word: 'doctor', summary: 'doctor: whether what the portal stands on is sound: database, storage, files, decoder', load: async () => (await import('./doctor.ts')).doctorCommand },
  { word: 'backup', summary: 'backup FILE [--force] [--with-key]: everything that the portal keeps in one file, while it runs', load: async () => (await import('./backup.ts')).backupCommand },
  { word: 'restore', summary: 'restore FILE [--without-key]: a backup into an empty database', load: async () => (await import('./restore.ts')).restoreCommand },
  { word: 'demo', summary: 'demo load|remove: the demo workspace', load: async () => (await import('./demo.ts')).demoCommand },
];
