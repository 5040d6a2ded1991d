import type { CardOfDay } from '#db/queries/scorecard-history.server.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import { addDays } from '#app/domain/period.ts';
import type { HistoryRow } from './card-history.tsx';
import type { ComparedCard } from './compare-card.tsx';

/** The history of a card with what changed since the card before each: policy, definitions, score. Latest first. */
export function historyRows(cards: readonly CardOfDay[]): HistoryRow[] {
  return cards.map((card, index) => {
    const before = cards[index + 1];
    const versions = new Map(before?.definitions.map(({ key, version }) => [key, version]) ?? []);
    return {
      asOf: card.asOf, score: tenths(card.scoreTenths), grade: card.grade, policyVersion: card.policyVersion,
      change: before === undefined || card.scoreTenths === null || before.scoreTenths === null ? null : (card.scoreTenths - before.scoreTenths) / 10,
      newPolicy: before === undefined || before.policyVersion !== card.policyVersion,
      // A metric may stand on the card twice, in two dimensions.
      newDefinitions: [...new Set(card.definitions.filter(({ key, version }) => versions.has(key) && versions.get(key) !== version).map(({ key }) => key))],
    };
  });
}

export function compared(card: Pick<CardOfDay, 'scoreTenths' | 'dimensions'>): ComparedCard {
  return { score: tenths(card.scoreTenths), dimensions: card.dimensions };
}

/** The latest card that is a month older than one of a day; null where there is none. */
export function cardAMonthBefore(cards: readonly CardOfDay[], asOf: CalendarDay): (ComparedCard & { readonly asOf: CalendarDay }) | null {
  const found = cards.find((card) => card.asOf <= addDays(asOf, -30));
  return found ? { ...compared(found), asOf: found.asOf } : null;
}

function tenths(score: number | null): number | null {
  return score === null ? null : score / 10;
}
