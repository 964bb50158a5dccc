import type { ByCell, Enrolment, Periods, PopulationExpression } from '../model.ts';
import { nearest } from '../nearest.ts';
import type { TruthInput } from '../schema/truth.ts';
import type { Context } from './context.ts';
import { constant, readPeriods } from './periods.ts';
import { readByCell } from './tables.ts';

const PATH = ['truth', 'enrolment'];

/** Stands where the enrolment cannot be read. */
export const NO_ENROLMENT: Enrolment = {
  screenedPerMonth: constant(0),
  relativeRate: [],
  mixVariation: null,
  arrivals: 'poisson',
};

/** Reads how patients come. */
export function readEnrolment(input: TruthInput, context: Context): Enrolment {
  const { checker } = context;
  if (!checker.sound(PATH)) return NO_ENROLMENT;
  const here = [...PATH, 'screened per month'];
  const screenedPerMonth = readPeriods(input.enrolment['screened per month'], here, checker);
  if (screenedPerMonth.at(-1)!.value === 0) checker.add('no-enrolment', here, {});
  const relativeRate = readRelativeRate(input, context);
  const arrivals = input.enrolment.arrivals ?? 'poisson';
  if (arrivals === 'uniform' && relativeRate.some(({ value }) => value.length > 1)) {
    checker.add('uniform-mix', [...PATH, 'arrivals'], {});
  }
  return { screenedPerMonth, relativeRate, mixVariation: readVariation(input, context), arrivals };
}

function readRelativeRate(input: TruthInput, context: Context): ByCell<Periods> {
  const { checker } = context;
  const path = [...PATH, 'relative rate'];
  const table = readByCell(input.enrolment['relative rate'] ?? 1, path, context, (value, at) =>
    readPeriods(value, at, checker),
  );
  if (table.some(({ population }) => mentionsMarker(population))) {
    checker.add('only-strata', path, { what: '"relative rate"' });
  }
  if (table.length > 0 && table.every(({ value }) => value.at(-1)!.value === 0)) {
    checker.add('no-enrolment', path, {});
  }
  return table;
}

function mentionsMarker(expression: PopulationExpression): boolean {
  return expression.kind === 'and' ? expression.of.some(mentionsMarker) : expression.kind === 'marker';
}

function readVariation(input: TruthInput, { checker, names }: Context): Enrolment['mixVariation'] {
  const written = input.enrolment['mix variation'];
  if (written === undefined) return null;
  const known = Object.keys(names.factors);
  if (!known.includes(written.of)) {
    const suggestion = nearest(written.of, known);
    checker.add('unknown-name', [...PATH, 'mix variation', 'of'], {
      what: 'stratum',
      name: written.of,
      suggestion,
      known,
    });
  }
  return { factor: written.of, concentration: written.concentration };
}
