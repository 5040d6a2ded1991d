import loadHighs from 'highs';
import type { LinearProgram, Solution, Solve, Term } from '#app/domain/proposals/linear-program.ts';

const TIME_LIMIT_SECONDS = 10;

let solver: Promise<Solve> | null = null;

/** The HiGHS solver, compiled to WebAssembly and loaded at its first use. A program of hundreds of choices takes milliseconds. */
export function loadSolver(): Promise<Solve> {
  solver ??= loadHighs().then((highs) => (program: LinearProgram): Solution => {
    const solution = highs.solve(lpText(program), { output_flag: false, mip_rel_gap: 1e-9, time_limit: TIME_LIMIT_SECONDS, random_seed: 0 });
    if (solution.Status === 'Infeasible') return { status: 'infeasible' };
    if (solution.Status !== 'Optimal') throw new Error(`the solver gave up: ${solution.Status}`);
    return { status: 'optimal', value: solution.ObjectiveValue, values: new Map(Object.entries(solution.Columns).map(([name, column]) => [name, 'Primal' in column ? column.Primal : 0])) };
  });
  return solver;
}

/** CPLEX's LP format. Names are ours; a row without terms says whether its bound can hold at all, which the format cannot: a fixed variable stands in. */
function lpText({ maximise, rows, variables }: LinearProgram): string {
  const bounds = variables.filter((variable) => variable.kind === 'continuous').map(({ name, atMost }) => `0 <= ${name} <= ${atMost}`);
  return [
    'Maximize', ` obj: ${expression(maximise)}`, 'Subject To',
    ...rows.map((row) => ` ${row.name}: ${expression(row.terms)} <= ${row.atMost}`),
    'Bounds', ' 0 <= nothing <= 0', ...bounds.map((bound) => ` ${bound}`),
    'Binary', ...variables.filter((variable) => variable.kind === 'binary').map(({ name }) => ` ${name}`), 'End',
  ].join('\n');
}

function expression(terms: readonly Term[]): string {
  if (terms.length === 0) return '0 nothing';
  return terms.map(({ coefficient, variable }) => `${coefficient < 0 ? '-' : '+'} ${Math.abs(coefficient)} ${variable}`).join(' ');
}
