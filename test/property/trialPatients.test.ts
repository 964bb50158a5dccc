import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareSurvival } from '../../src/analyses/compareSurvival.ts';
import type { TableRow } from '../../src/trial/patientRows.ts';
import { columnAt, pointFrom } from '../fixtures/kernel/points.ts';

/** Timings of an analysis: YAML, and what they come to from the table of patients. */
interface Look {
  yaml: string;
  /** What it waits for, and how much: looks that wait for the same come in order. */
  order?: [string, number];
  month(patients: readonly Patient[], lastEntry: number): number;
}

interface Patient {
  entry: number;
  experimental: boolean;
  truth: string;
  assay: string;
  months: number;
  calendar: number;
  event: boolean;
  response: number;
}

const patientOf = (row: TableRow): Patient => ({
  entry: row['randomised at'] as number,
  experimental: row.arm === 'experimental',
  truth: row['true M'] as string,
  assay: row['assay M'] as string,
  months: row['PFS months'] as number,
  calendar: row['PFS calendar month'] as number,
  event: row['PFS ends in'] === 'event',
  response: row['ORR response'] as number,
});

const eventsLook = (d: number, who: '' | '+'): Look => ({
  yaml: `{events: ${d}${who === '' ? '' : `, in: M${who}`}}`,
  order: [`events${who}`, d],
  month: (patients) =>
    patients
      .filter((one) => one.event && (who === '' || one.assay === who))
      .map((one) => one.calendar)
      .sort((a, b) => a - b)[d - 1] ?? Number.POSITIVE_INFINITY,
});
const monthsLook = (month: number): Look => ({
  yaml: `{months: ${month}}`,
  order: ['months', month],
  month: () => month,
});
const followUpLook = (months: number): Look => ({
  yaml: `{follow-up: ${months}}`,
  order: ['follow-up', months],
  month: (_, lastEntry) => lastEntry + months,
});
const simpleLook = fc.oneof(
  fc
    .tuple(fc.integer({ min: 1, max: 14 }), fc.constantFrom('', '+'))
    .map(([d, who]) => eventsLook(d, who as '')),
  fc.integer({ min: 3, max: 40 }).map(monthsLook),
  fc.integer({ min: 0, max: 12 }).map(followUpLook),
);
const look = fc.oneof(
  { weight: 3, arbitrary: simpleLook },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('first', 'last'), fc.array(simpleLook, { minLength: 2, maxLength: 3 }))
      .map(
        ([which, of]): Look => ({
          yaml: `{${which} of: [${of.map((one) => one.yaml).join(', ')}]}`,
          month: (patients, lastEntry) =>
            Math[which === 'first' ? 'min' : 'max'](...of.map((one) => one.month(patients, lastEntry))),
        }),
      ),
  },
);

const inOrder = (looks: readonly Look[]): Look[] =>
  looks.filter(({ order }, k) =>
    looks
      .slice(0, k)
      .every((before) => order === undefined || before.order?.[0] !== order[0] || before.order[1] < order[1]),
  );

const scenario = fc.record({
  arrivals: fc.constantFrom('poisson', 'uniform', 'even'),
  rate: fc.constantFrom('5', '[{until: 2, value: 3}, {until: 5, value: 0}, {value: 9}]'),
  turnaround: fc.constantFrom('0', '1.5'),
  enrol: fc.constantFrom('all', 'M+', 'not M?'),
  quotas: fc.constantFrom('', 'quotas: {M+: 16}, ', 'quotas: {true M+: 20, true M-: 10}, '),
  randomise: fc.constantFrom('method: simple', 'blocks: 4', 'ratio: 2:1, blocks: 6, stratify by: [M]'),
  control: fc.constantFrom(
    '{median: 5}',
    '{weibull: {shape: 1.5, scale: 8}, cured: 0.3}',
    '{hazard: [{until: 6, value: 0.1}, {value: 0}]}',
  ),
  dropout: fc.constantFrom(
    '',
    ', dropout: {rate: 0.05}',
    ', dropout: {rate: [{until: 4, value: 0.1}, {value: 0}]}',
  ),
  looks: fc.array(look, { minLength: 1, maxLength: 3 }).map(inOrder),
});

type Asked = typeof scenario extends fc.Arbitrary<infer T> ? T : never;

const N = 30;

const yamlOf = (asked: Asked) => `truth:
  markers: {M: {prevalence: 0.6, assay: {sensitivity: 0.9, specificity: 0.8, unevaluable: 0.1, turnaround: ${asked.turnaround}}}}
  enrolment: {screened per month: ${asked.rate}, arrivals: ${asked.arrivals}}
  endpoints:
    PFS: {time-to-event: {control: ${asked.control}, hazard ratio: {M+: 0.5, M-: 1}${asked.dropout}}}
    ORR: {binary: {control: {rate: 0.3}, odds ratio: 2, assessed at: 3}}
  costs: {screened: 1, randomised: 10, month: 100, event: 1000}
designs:
  d: {enrol: ${asked.enrol}, ${asked.enrol === 'M+' ? '' : asked.quotas}randomise: {${asked.randomise}}, size: {randomised: ${N}},
    looks: {at: [${asked.looks.map((one) => one.yaml).join(', ')}]},
    tests: {all: {of: PFS, by: log-rank, estimate: peto}, response: {of: ORR}}}
`;

/** z of the log-rank test at a month, patient by patient. */
function logRankAt(patients: readonly Patient[], month: number): number {
  const seen = patients.filter((one) => one.entry < month);
  const over = (one: Patient) => one.calendar <= month;
  return compareSurvival(
    {
      time: seen.map((one) => (over(one) ? one.months : month - one.entry)),
      event: seen.map((one) => (over(one) && one.event ? 1 : 0)),
      arm: seen.map((one) => (one.experimental ? 1 : 0)),
    },
    { estimator: 'peto' },
  ).z;
}

describe('a trial on patients', () => {
  it('leaves the numbers that its table of patients comes to, whatever the design', () => {
    let unreached = 0;
    let early = 0;
    fc.assert(
      fc.property(scenario, (asked) => {
        const point = pointFrom(yamlOf(asked));
        const number = (quantity: string, test = '') => point.row[columnAt(point, quantity, test)];
        for (const replicate of [0, 1, 2]) {
          point.run(replicate);
          const patients = point.tables('d')[0].rows.map(patientOf);
          expect(patients).toHaveLength(N);
          const lastEntry = Math.max(...patients.map((one) => one.entry));
          // Nothing is seen any more after the last event and the last response.
          const lastEvent = Math.max(...patients.filter((one) => one.event).map((one) => one.calendar));
          const end = Math.max(lastEntry + 3, lastEvent);
          const months = asked.looks.map((one) => one.month(patients, lastEntry));
          const never = months.some((month) => month === Number.POSITIVE_INFINITY);
          const month = Number.isFinite(months.at(-1)) ? (months.at(-1) as number) : end;
          const entered = patients.filter((one) => one.entry <= month);
          const events = entered.filter((one) => one.event && one.calendar <= month).length;
          if (never) unreached++;
          if (entered.length < N) early++;

          expect(number('unreached')).toBe(never ? 1 : 0);
          expect(number('months to analysis')).toBe(month);
          expect(number('randomised')).toBe(month >= lastEntry ? N : entered.length);
          if (entered.length > 0)
            expect(number('months to last patient')).toBe(
              month >= lastEntry ? lastEntry : Math.max(...entered.map((one) => one.entry)),
            );
          expect(number('events')).toBe(events);
          expect(number('information', 'all')).toBe(events);
          expect(number('marker-negative exposed', 'M')).toBe(
            (month >= lastEntry ? patients : entered).filter((one) => one.experimental && one.truth === '-')
              .length,
          );
          expect(number('information', 'response')).toBe(
            patients.filter((one) => one.entry + 3 <= month).length,
          );
          expect(number('cost')).toBeCloseTo(
            number('screened') + 10 * number('randomised') + 100 * month + 1000 * events,
            6,
          );
          // To rounding: sums over the same patients in another order.
          const z = entered.length === 0 ? Number.NaN : logRankAt(patients, month);
          if (Number.isNaN(z)) expect(number('z', 'all')).toBeNaN();
          else expect(number('z', 'all')).toBeCloseTo(z, 9);
          point.columns.forEach((column, j) => {
            if (column.look === 0 || column.analysis !== 'all') return;
            const at = months[column.look - 1] === Number.POSITIVE_INFINITY ? end : months[column.look - 1];
            const known = patients.filter((one) => one.entry < at);
            if (column.quantity === 'information')
              expect(point.row[j]).toBe(known.filter((one) => one.event && one.calendar <= at).length);
            if (column.quantity === 'z' && known.length > 0)
              expect(point.row[j] || 0).toBeCloseTo(logRankAt(patients, at) || 0, 9);
          });
        }
      }),
      { seed: 4, numRuns: 150 },
    );
    // The rare branches were taken.
    expect(unreached).toBeGreaterThan(10);
    expect(early).toBeGreaterThan(10);
  });
});
