import { copulaLoadings } from '../endpoints/copula.ts';
import type { ScenarioPoint } from '../scenario/model.ts';
import type { PointFault } from '../scenario/parseScenario.ts';
import { basketFaults } from './basketFaults.ts';
import { conductFaults } from './conductFaults.ts';
import { sizeFaults } from './sizeFaults.ts';

const correlationFaults = ({ truth }: ScenarioPoint): PointFault[] =>
  copulaLoadings(truth) === null
    ? [{ code: 'correlations-law', path: ['truth', 'correlations'], parameters: {} }]
    : [];

/** All faults of a point that show only when its designs are set up: the `check` of `parseScenario`. */
export function pointFaults(point: ScenarioPoint): PointFault[] {
  return [...correlationFaults(point), ...sizeFaults(point), ...conductFaults(point), ...basketFaults(point)];
}
