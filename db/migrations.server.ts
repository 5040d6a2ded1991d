import type { MigrationList } from './migrate.server.ts';
import * as people from './migrations/0001-people.ts';
import * as matrix from './migrations/0002-matrix.ts';
import * as facts from './migrations/0003-facts.ts';
import * as decisions from './migrations/0004-decisions.ts';
import * as rosterIndexes from './migrations/0005-roster-indexes.ts';

/** Every migration that was ever shipped, under its name for ever. They are imported by name because the portal runs as one bundle. */
export const migrations: MigrationList = {
  '0001-people': people,
  '0002-matrix': matrix,
  '0003-facts': facts,
  '0004-decisions': decisions,
  '0005-roster-indexes': rosterIndexes,
};
