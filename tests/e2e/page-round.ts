import type { Role } from '#app/domain/permission.ts';
import type { ListedPage } from './page-list.ts';
import { addressOf, PAGES } from './page-list.ts';
import type { Visitor } from './visitor.ts';

const LANES = 2;

interface Round {
  /** Opens a window for somebody of a role, who is signed in; for nobody with null. */
  readonly enter: (role: Role | null) => Promise<Visitor>;
  readonly world: ReadonlyMap<string, string>;
  /** What is wrong with a page. */
  readonly look: (person: Visitor, listed: ListedPage) => Promise<string[]>;
  /** One page in so many is looked at; all when it is left out. */
  readonly oneIn?: number;
}

/** What was found, a line each, for the message of an assertion: a report of one line is all that some runs leave behind. */
export function saidOf(found: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(found).flatMap(([page, faults]) => [`\n${page}`, ...faults.map((fault) => `  ${fault}`)]).join('\n');
}

/** Opens every page, two at a time, and tells what is wrong with which. A page that cannot be looked at at all is wrong, too. */
export async function goRound({ enter, world, look, oneIn = 1 }: Round): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  const only = process.env['PAGES'] ?? ''; // a part of a pattern, to look at a few pages while working on them
  const waiting = PAGES.filter(({ pattern }, index) => pattern.includes(only) && (only !== '' || index % oneIn === 0)).toSorted((a, b) => String(a.role).localeCompare(String(b.role)));
  const lane = async (): Promise<void> => {
    const people = new Map<Role | null, Visitor>();
    for (let listed = waiting.shift(); listed; listed = waiting.shift()) {
      const person = people.get(listed.role) ?? (await enter(listed.role));
      people.set(listed.role, person);
      const wrong = await look(person, listed).catch((error: unknown) => [String(error)]);
      const said = person.faults.splice(0).filter((fault) => listed?.status === undefined || !fault.includes(`status of ${listed.status}`));
      if (wrong.length + said.length > 0) found[`${listed.role} ${addressOf(listed, world)}`] = [...wrong, ...said];
    }
    for (const person of people.values()) await person.context.close();
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return found;
}
