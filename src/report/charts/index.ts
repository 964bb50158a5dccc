import type { ScenarioResult } from '../../operating-characteristics/result.ts';
import type { Language } from '../messages/messages.ts';
import { balance } from './balance.ts';
import { baskets } from './baskets.ts';
import { bias } from './bias.ts';
import { biasMap } from './biasMap.ts';
import type { ChartBuilder } from './chart.ts';
import { claims } from './claims.ts';
import { classes } from './classes.ts';
import { contrast } from './contrast.ts';
import { coverage } from './coverage.ts';
import { decisions } from './decisions.ts';
import { duration } from './duration.ts';
import { efficiency, efficiencyAbsent } from './efficiency.ts';
import { enrolment } from './enrolment.ts';
import { estimates } from './estimates.ts';
import { exchangeability } from './exchangeability.ts';
import { familywiseError } from './familywiseError.ts';
import { heatMap } from './heatMap.ts';
import { levels } from './levels.ts';
import { looks } from './looks.ts';
import { mix } from './mix.ts';
import { power } from './power.ts';
import { procedures } from './procedures.ts';
import { programs } from './programs.ts';
import { selection } from './selection.ts';
import { shrinkage } from './shrinkage.ts';
import { timeline } from './timeline.ts';
import { truth } from './truth.ts';
import { walked } from './walked.ts';
import { winnersCurse } from './winnersCurse.ts';

const builders: Record<string, ChartBuilder> = {
  power,
  claims,
  classes,
  selection,
  programs,
  timeline,
  'winners-curse': winnersCurse,
  estimates,
  'familywise-error': familywiseError,
  'heat-map': heatMap,
  'bias-map': biasMap,
  levels,
  baskets,
  mix,
  enrolment,
  shrinkage,
  exchangeability,
  decisions,
  contrast,
  efficiency,
  duration,
  bias,
  coverage,
  looks,
  procedures,
  balance,
  truth,
};

/** Every chart by the name that `report:` in a scenario calls it, in the order of a report that asks for none in particular. */
export const charts: Record<string, ChartBuilder> = Object.fromEntries(
  Object.entries(builders).map(([name, build]) => [
    name,
    (result, language, layout) => build(walked(result, language), language, layout),
  ]),
);

/** Why a chart is not there, in a sentence; null where there is no more to say than that it does not apply. */
export const whyAbsent = (name: string, result: ScenarioResult, language: Language): string | null =>
  name === 'efficiency' ? efficiencyAbsent(walked(result, language), language) : null;
