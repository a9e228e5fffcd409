import type { LegacyHighs, LegacyHighsSolution } from 'highs';
import type { Solver } from './plan/linear-model.ts';

/** For one question; 40 programs and 60 sources take one to six seconds, a plan like the demo's less than a tenth of one. */
const MOST_SECONDS = 6;

/** HiGHS, compiled to WebAssembly. Loaded only where somebody asks for an allocation: that alone takes as long as a whole check. */
export const loadSolver = async (): Promise<Solver> => {
  const module = await import('highs');
  // Its types speak of a CommonJS module, whose default stands one step further in.
  const loadHighs = module.default as unknown as () => Promise<LegacyHighs>;
  const highs = await loadHighs();
  return (model, { relative }) => {
    const { Status, Columns } = highs.solve(model, {
      mip_rel_gap: relative,
      mip_abs_gap: 1e-6,
      time_limit: MOST_SECONDS,
      random_seed: 0,
    });
    if (Status === 'Optimal') return { status: 'optimal', values: valuesOf(Columns) };
    if (Status === 'Time limit reached') return { status: 'stopped', values: valuesOf(Columns) };
    return Status === 'Infeasible' ? { status: 'infeasible' } : { status: 'unsolved', why: Status };
  };
};

const valuesOf = (columns: LegacyHighsSolution['Columns']): ReadonlyMap<string, number> =>
  new Map(Object.entries(columns).map(([name, column]) => [name, 'Primal' in column ? (column.Primal ?? 0) : 0]));
