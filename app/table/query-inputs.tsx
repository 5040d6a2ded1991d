import type { TableQuery, TableSpec } from './url-state.ts';
import { tableSearch } from './url-state.ts';

interface QueryInputsProps {
  readonly query: TableQuery;
  readonly spec: TableSpec;
  /** The parameter that the form itself sets: `q`, a filter's `f.name`, or a kept choice. */
  readonly without: string;
}

/** The rest of a table's query as hidden inputs, so that a form that sets one part of it keeps the others. The page is not kept. */
export function QueryInputs({ query, spec, without }: QueryInputsProps) {
  const parts = [...new URLSearchParams(tableSearch({ ...query, page: null }, spec))].filter(([name]) => name !== without);
  return <>{parts.map(([name, value]) => <input key={`${name} ${value}`} type="hidden" name={name} value={value} />)}</>;
}
