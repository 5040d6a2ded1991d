import type { PercentStyle } from '#app/domain/ingestion/cell-number.ts';
import { detectPercentStyle } from '#app/domain/ingestion/cell-number.ts';
import { cleanCell } from '#app/domain/ingestion/cell-text.ts';
import type { Cell, CleanCell } from '#app/domain/ingestion/cell-text.ts';
import type { NumberStyle } from '#app/domain/ingestion/number-style.ts';
import { NumberStyleDetector } from '#app/domain/ingestion/number-style.ts';
import type { TabularFile } from '#app/lib/file-reading/tabular-file.server.ts';
import { dataRows } from './data-rows.ts';
import type { ImportPlan } from './plan-import.server.ts';

/** What only a whole file tells of how its cells are written. */
export interface FileSurvey {
  readonly percentStyles: ReadonlyMap<string, PercentStyle>;
  /** null where no number of the file tells. */
  readonly numberStyle: NumberStyle | null;
}

/** Reads a file through as far as it takes to know how its numbers and percentages are written. */
export async function surveyFile(file: TabularFile, plan: ImportPlan): Promise<FileSurvey> {
  const percents = new PercentSurvey(plan);
  const numbers = new NumberSurvey(plan);
  for await (const rows of dataRows(file, plan.skipRows)) {
    for (const { cells } of rows) {
      percents.note(cells);
      numbers.note(cells);
    }
    if (percents.isDone && numbers.isDone) break;
  }
  return { percentStyles: percents.styles, numberStyle: numbers.style };
}

const PERCENT_FIELDS = ['engagement_rate', 'audience_female_pct', 'audience_18_24_pct'] as const;

class PercentSurvey {
  readonly #columns: { readonly field: string; readonly index: number; readonly cells: CleanCell[]; sawFraction: boolean; sawMore: boolean }[];

  constructor(plan: ImportPlan) {
    this.#columns = PERCENT_FIELDS.flatMap((field) => {
      const column = plan.columns.byField.get(field);
      return column ? [{ field, index: column.index, cells: [], sawFraction: false, sawMore: false }] : [];
    });
  }

  get isDone(): boolean {
    return this.#columns.every((column) => column.sawMore);
  }

  get styles(): ReadonlyMap<string, PercentStyle> {
    return new Map(this.#columns.map(({ field, sawFraction, sawMore }) => [field, sawFraction && !sawMore ? 'fraction' : 'percent']));
  }

  note(cells: readonly Cell[]): void {
    for (const column of this.#columns) {
      const cell = cleanCell(cells[column.index]);
      column.sawFraction ||= detectPercentStyle([cell]) === 'fraction';
      // With a fraction put before it, a cell is "in percent" only if it is above 1.
      column.sawMore ||= detectPercentStyle(['0.5', cell]) === 'percent';
    }
  }
}

/** Fields whose cells are numbers: amounts, counts and measures are written alike in one file, so all of them tell. */
const NUMBER_FIELDS = [
  'followers', 'price', 'engagement_rate', 'budget', 'fee', 'merchandise', 'refunded', 'amount', 'total', 'shipping', 'payable', 'postage', 'item_total',
  'impressions', 'views', 'likes', 'comments', 'shares', 'saves', 'follows',
] as const;

class NumberSurvey {
  readonly #places: readonly number[];
  readonly #detector = new NumberStyleDetector();

  constructor(plan: ImportPlan) {
    this.#places = NUMBER_FIELDS.flatMap((field) => plan.columns.byField.get(field)?.index ?? []);
  }

  get isDone(): boolean {
    return this.#places.length === 0 || this.#detector.isDecided;
  }

  get style(): NumberStyle | null {
    return this.#detector.style;
  }

  note(cells: readonly Cell[]): void {
    if (this.isDone) return;
    for (const place of this.#places) this.#detector.note(cleanCell(cells[place]));
  }
}
