import { cutOf } from '../scenario/cuts.ts';
import type { ByCell, Marker, Periods, Truth } from '../scenario/model.ts';
import { populationText } from '../scenario/populationText.ts';
import type { CourseFacts, TimedValues } from './result.ts';

/** Everything that a truth says of the course of its trials, for the assumptions of a report. */
export function courseFacts({ enrolment, markers, endpoints, costs }: Truth): CourseFacts {
  const { screenedPerMonth, arrivals, relativeRate, mixVariation } = enrolment;
  const rates = told(relativeRate, timed);
  return {
    screening: {
      perMonth: timed(screenedPerMonth),
      arrivals,
      relative: rates
        .map(({ population, value }) => ({ population, rate: value }))
        .filter((_, __, all) => all.some(({ rate }) => rate.some(({ value }) => value !== 1))),
      variation: mixVariation,
    },
    turnaround: turnaroundOf(markers),
    assessed: Object.entries(endpoints).flatMap(([endpoint, law]) =>
      law.kind === 'time-to-event' ? [] : [{ endpoint, months: law.assessedAt }],
    ),
    dropout: Object.entries(endpoints).flatMap(([endpoint, law]) =>
      law.kind === 'time-to-event' ? [{ endpoint, hazard: timed(law.dropout) }] : [],
    ),
    costs: Object.values(costs).some((cost) => cost > 0) ? { ...costs } : null,
  };
}

const timed = (periods: Periods): TimedValues =>
  periods.map(({ until, value }) => ({ until: Number.isFinite(until) ? until : null, value }));

const told = <T, R>(values: ByCell<T>, as: (value: T) => R): { population: string; value: R }[] =>
  values.map(({ population, value }) => ({
    population: populationText(population, 'truth'),
    value: as(value),
  }));

/** Cuts of one score are read from one measurement. */
function turnaroundOf(markers: Record<string, Marker>): CourseFacts['turnaround'] {
  const measured = new Map(
    Object.entries(markers).map(([name, { assay }]) => [cutOf(name)?.score ?? name, assay.turnaround]),
  );
  return [...measured]
    .map(([marker, months]) => ({ marker, months: told(months, (value) => value) }))
    .filter(({ months }) => months.some(({ value }) => value > 0));
}
