import type { Analysis } from '../analyses/analysis.ts';
import { interaction } from '../analyses/interaction.ts';
import type { TestSpec } from '../scenario/model.ts';
import { binaryAnalysis } from './binaryAnalysis.ts';
import { cohortAnalysis } from './cohortAnalysis.ts';
import { continuousAnalysis } from './continuousAnalysis.ts';
import { patientsRead } from './contrast.ts';
import { largerIsBetter } from './measureOf.ts';
import { survivalAnalysis } from './survivalAnalysis.ts';
import type { TestContext } from './testContext.ts';
import { markerPopulation, strataOf } from './testStrata.ts';

/** The analysis of a test that is made by itself. */
export function testAnalysis(test: TestSpec, context: TestContext): Analysis {
  const endpoint = context.truth.endpoints[test.of];
  if (test.interaction !== null) {
    const within = (status: '+' | '-'): Analysis =>
      testAnalysis(
        {
          ...test,
          interaction: null,
          in: { kind: 'and', of: [test.in, markerPopulation(test.interaction as string, status)] },
        },
        context,
      );
    return interaction(within('+'), within('-'), {
      better: largerIsBetter(test, endpoint) ? 'higher' : 'lower',
    });
  }
  if (test.against?.kind === 'cohort') {
    const better = endpoint.kind === 'time-to-event' ? 'lower' : endpoint.better;
    const own = cohortAnalysis(test, test.against, { ...context, better });
    if (own !== null) return own;
  }
  const selections = strataOf(context.population, patientsRead(test), test.stratifyBy);
  switch (endpoint.kind) {
    case 'time-to-event':
      return survivalAnalysis(test, selections, context);
    case 'binary':
      return binaryAnalysis(test, selections, endpoint.better, context);
    case 'continuous':
      return continuousAnalysis(test, selections, endpoint.better, context);
  }
}
