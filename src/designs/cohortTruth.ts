import type { Population } from '../population/groups.ts';
import { evaluatePopulation } from '../scenario/cells.ts';
import type { ByCell, CohortShift, Endpoint, ExternalCohort } from '../scenario/model.ts';

/** Shares of the groups in the cohort. */
export function cohortShares({ mix }: ExternalCohort, { groups }: Population): Float64Array {
  const entryOf = groups.map((group) =>
    mix === null ? undefined : mix.find((entry) => evaluatePopulation(entry.population, group)),
  );
  const share = (g: number) => {
    if (mix === null) return groups[g].incidence;
    const entry = entryOf[g];
    if (entry === undefined) return 0;
    const all = groups.reduce((sum, group, h) => sum + (entryOf[h] === entry ? group.incidence : 0), 0);
    return (entry.value * groups[g].incidence) / all;
  };
  const shares = Float64Array.from(groups, (_, g) => share(g));
  const total = shares.reduce((sum, one) => sum + one, 0);
  return shares.map((one) => one / total);
}

/** An endpoint as the cohort has it: its control arm with the drift and the unmeasured shift. */
export function cohortEndpoint<E extends Endpoint>(endpoint: E, { drift, unmeasured }: CohortShift): E {
  switch (endpoint.kind) {
    case 'binary':
      return {
        ...endpoint,
        prognosticOddsRatio: changed(endpoint.prognosticOddsRatio, (ratio) => ratio * drift * unmeasured),
      };
    case 'time-to-event':
      return {
        ...endpoint,
        prognosticHazardRatio: changed(endpoint.prognosticHazardRatio, (ratio) => ratio * drift * unmeasured),
      };
    case 'continuous':
      return {
        ...endpoint,
        prognosticShift: changed(endpoint.prognosticShift, (shift) => shift + drift + unmeasured),
      };
  }
}

const changed = (table: ByCell<number>, change: (value: number) => number): ByCell<number> =>
  table.map(({ population, value }) => ({ population, value: change(value) }));

/** The shift of a cohort that is the truth's control arm. */
export const noShift = ({ kind }: Endpoint): CohortShift => {
  const none = kind === 'continuous' ? 0 : 1;
  return { drift: none, unmeasured: none, betweenTrialSd: 0 };
};
