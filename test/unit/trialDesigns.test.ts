import { describe, expect, it } from 'vitest';
import { columnName, pointFrom, rowOf } from '../fixtures/kernel/points.ts';

const TRUTH = `truth:
  markers: {M: {prevalence: 0.4, assay: {sensitivity: 0.9, specificity: 0.8}}}
  enrolment: {screened per month: 20}
  endpoints:
    PFS: {time-to-event: {control: {median: 6}, hazard ratio: {M+: 0.5, M-: 1}, dropout: {rate: 0.02}}}
    ORR: {binary: {control: {rate: 0.3}, odds ratio: {M+: 4, M-: 1}}}
  costs: {screened: 1, randomised: 10, month: 100, event: 1000}
`;
const PARTS = `designs:
  parts:
    trials:
      plus: {enrol: M+, size: {randomised: 40}, analyse at: {follow-up: 6}, tests: {t: {of: PFS}}}
      minus: {enrol: M-, size: {randomised: 30}, analyse at: {months: 9}, tests: {t: {of: PFS}, u: {of: PFS, by: rmst, horizon: 3}}}
    claims: {both: reject plus/t and reject minus/t, plus: reject plus/t, none: otherwise}
`;
const PLAIN = (name: string, trial: string) => `  ${name}: {${trial}, tests: {t: {of: PFS}}}\n`;

describe('a design of several trials', () => {
  const point = pointFrom(TRUTH + PARTS);
  const single = (trial: string) => pointFrom(`${TRUTH}designs:\n${PLAIN('d', trial)}`);

  it('adds up patients, events and cost, and takes the longest time', () => {
    for (let replicate = 0; replicate < 20; replicate++) {
      const row = rowOf(point, replicate);
      const [plus, minus] = point.tables('parts').map(({ rows }) => rows);
      const of = (quantity: string) =>
        row[`parts||${quantity.includes('exposed') ? 'M' : ''}|0|${quantity}|`];
      const event = (patient: (typeof plus)[number], month: number) =>
        patient['PFS ends in'] === 'event' && (patient['PFS calendar month'] as number) <= month;
      const last = (rows: typeof plus) => Math.max(...rows.map((one) => one['randomised at'] as number));
      const plusMonth = last(plus) + 6;
      const events =
        plus.filter((one) => event(one, plusMonth)).length + minus.filter((one) => event(one, 9)).length;
      expect(of('randomised')).toBe(70);
      expect(of('events')).toBe(events);
      expect(of('months to analysis')).toBe(Math.max(plusMonth, 9));
      expect(of('months to last patient')).toBe(Math.max(last(plus), last(minus)));
      expect(of('marker-negative exposed')).toBe(
        [...plus, ...minus].filter((one) => one.arm === 'experimental' && one['true M'] === '-').length,
      );
      // Each trial pays for its own months.
      expect(of('cost')).toBeCloseTo(of('screened') + 700 + 100 * (plusMonth + 9) + 1000 * events, 8);
      // All the assay-positive are in `plus`.
      expect(row['parts||M|0|ppv|']).toBe(plus.filter((one) => one['true M'] === '+').length / 40);
    }
  });

  it('claims by the rejections of its trials', () => {
    const seen = new Set<string>();
    for (let replicate = 0; replicate < 200; replicate++) {
      const row = rowOf(point, replicate);
      const plus = row['parts||plus/t|0|rejects|'] === 1;
      const minus = row['parts||minus/t|0|rejects|'] === 1;
      const held = ['both', 'plus', 'none'].filter((label) => row[`parts||${label}|0|claim|`] === 1);
      expect(held).toEqual([plus && minus ? 'both' : plus ? 'plus' : 'none']);
      seen.add(held[0]);
    }
    expect(seen).toContain('plus');
    expect(seen).toContain('none');
  });

  it('recruits its trials beside each other, from patients of their own', () => {
    // The same trial alone, as a plain design, screens the patients of all plain designs: not those of `plus`.
    const alone = single('enrol: M+, size: {randomised: 40}, analyse at: {follow-up: 6}');
    point.run(0);
    alone.run(0);
    const months = (rows: Record<string, unknown>[]) => rows.map((one) => one['PFS months']);
    const [plus, minus] = point.tables('parts').map(({ rows }) => months(rows));
    const plain = months(alone.tables('d')[0].rows);
    expect(plus.filter((month) => minus.includes(month) || plain.includes(month))).toEqual([]);
  });
});

describe('two designs', () => {
  const look = 'analyse at: {follow-up: 6}';
  const both = `${TRUTH}designs:\n${PLAIN('all', `enrol: all, size: {randomised: 60}, ${look}`)}${PLAIN('enriched', `enrol: true M+, size: {randomised: 15}, ${look}`)}`;

  it('see the same patients: the same status and the same latent outcome, whoever enrols them', () => {
    const point = pointFrom(both);
    let shared = 0;
    for (let replicate = 0; replicate < 10; replicate++) {
      point.run(replicate);
      const all = point.tables('all')[0].rows;
      for (const patient of point.tables('enriched')[0].rows) {
        const other = all.find((one) => one['randomised at'] === patient['randomised at']);
        if (other === undefined) continue;
        shared++;
        expect(other['true M']).toBe('+');
        expect(other['assay M']).toBe(patient['assay M']);
        // Under the same arm the same time; under the other arm a time twice as long or half as long, if no dropout cuts in.
        if (other.arm === patient.arm) {
          expect(other['PFS months']).toBe(patient['PFS months']);
          expect(other['PFS ends in']).toBe(patient['PFS ends in']);
        } else if (other['PFS ends in'] === 'event' && patient['PFS ends in'] === 'event') {
          const ratio = (other['PFS months'] as number) / (patient['PFS months'] as number);
          expect(ratio).toBeCloseTo(other.arm === 'experimental' ? 2 : 0.5, 9);
        }
      }
    }
    expect(shared).toBeGreaterThan(100);
  });

  it('differ replicate by replicate by the difference of their numbers', () => {
    const point = pointFrom(both);
    let columns = 0;
    for (let replicate = 0; replicate < 5; replicate++) {
      const row = rowOf(point, replicate);
      for (const column of point.columns.filter(({ reference }) => reference !== '')) {
        const own = { ...column, reference: '' };
        expect([column.design, column.reference]).toEqual(['enriched', 'all']);
        expect(row[columnName(column)]).toBe(
          row[columnName(own)] - row[columnName({ ...own, design: 'all' })],
        );
        columns++;
      }
    }
    expect(columns).toBe(
      5 * ['rejects', 'z', 'screened', 'randomised', 'events', 'last', 'analysis', 'cost', 'M-'].length,
    );
  });

  it('with independent streams see patients of their own, at every point of a sweep', () => {
    const body = `${both}sweep: {truth.markers.M.assay.sensitivity: [0.9, 0.8]}\n`;
    const arrivals = (streams: 'common' | 'independent') =>
      [0, 1].map((index) => {
        const point = pointFrom(body, 'test', streams, index);
        point.run(3);
        return ['all', 'enriched'].map((design) =>
          point.tables(design)[0].rows.map((one) => one['randomised at'] as number),
        );
      });
    const [[all, enriched], [otherAll]] = arrivals('common');
    expect(otherAll).toEqual(all);
    expect(enriched.some((month) => all.includes(month))).toBe(true);
    const lists = arrivals('independent').flat();
    const months = lists.flat();
    expect(new Set(months).size).toBe(months.length);
  });
});

describe('minimisation', () => {
  it('balances what has weight: with all of it on the marker, and a certain coin, every status to within a patient', () => {
    const largest = (weights: string) => {
      const design = PLAIN(
        'd',
        `size: {randomised: 61}, randomise: {method: minimisation, stratify by: [M, site], probability: 1${weights}}, analyse at: {follow-up: 1}`,
      );
      const truth = TRUTH.replace(
        '  enrolment',
        '  strata: {site: {a: {share: 0.5}, b: {share: 0.5}}}\n  enrolment',
      );
      const point = pointFrom(`${truth}designs:\n${design}`);
      const differences = Array.from({ length: 40 }, (_, replicate) => {
        rowOf(point, replicate);
        const { rows } = point.tables('d')[0];
        return ['+', '-'].map((status) => {
          const own = rows.filter((row) => row['assay M'] === status);
          return Math.abs(2 * own.filter((row) => row.arm === 'experimental').length - own.length);
        });
      });
      return Math.max(...differences.flat());
    };
    expect(largest(', weights: {M: 1000}')).toBe(1);
    expect(largest('')).toBeGreaterThan(1);
  });
});
