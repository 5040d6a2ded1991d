import type { TableQuery, TableSpec } from './url-state.ts';
import { sortText } from './url-state.ts';

interface QueryInputsProps {
  readonly query: TableQuery;
  readonly spec: TableSpec;
  /** The parameter that the form itself sets: `q`, a filter's `f.name`, or a kept choice. */
  readonly without: string;
}

/** The rest of a table's query as hidden inputs, so that a form that sets one part of it keeps the others. The page is not kept. */
export function QueryInputs({ query, spec, without }: QueryInputsProps) {
  const sort = sortText(query.sort);
  return (
    <>
      {Object.entries(query.kept ?? {}).map(([name, value]) => (name === without ? null : <input key={name} type="hidden" name={name} value={value} />))}
      {without !== 'q' && query.search ? <input type="hidden" name="q" value={query.search} /> : null}
      {sort !== sortText(spec.defaultSort) ? <input type="hidden" name="sort" value={sort} /> : null}
      {Object.entries(query.filters).flatMap(([name, values]) =>
        `f.${name}` === without ? [] : values.map((value) => <input key={`${name} ${value}`} type="hidden" name={`f.${name}`} value={value} />),
      )}
    </>
  );
}
