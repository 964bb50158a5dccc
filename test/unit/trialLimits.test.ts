import { describe, expect, it } from 'vitest';
import { columnAt, pointFrom, rowOf } from '../fixtures/kernel/points.ts';

const body = (designs: string, prevalence = 0.4) => `truth:
  markers: {M: {prevalence: ${prevalence}, assay: {unevaluable: 0.2}}}
  enrolment: {screened per month: 2000}
  endpoints:
    PFS: {time-to-event: {control: {median: 6}, hazard ratio: 0.8}}
    ORR: {binary: {control: {rate: 0.3}, odds ratio: 1.5}}
    QoL: {continuous: {control: {mean: 0, sd: 1}, mean difference: 0.1}}
designs:
${designs}`;

describe('the kernel at its limits', () => {
  it('plays the largest trial that the language allows', () => {
    const point = pointFrom(
      body(
        '  d: {randomise: {method: simple}, size: {randomised: 65535}, analyse at: {events: 60000}, tests: {t: {of: PFS, by: cox}, r: {of: ORR}}}',
      ),
    );
    point.run(0);
    expect(point.row[columnAt(point, 'randomised')]).toBe(65535);
    expect(point.row[columnAt(point, 'events')]).toBe(60000);
    expect(point.row[columnAt(point, 'information', 't')]).toBe(60000);
    // Far from no effect: z of about sqrt(60000 / 4) * 0.22 = 27.
    expect(point.row[columnAt(point, 'z', 't')]).toBeGreaterThan(22);
  });

  it('plays a small trial beside one that screens more patients than any trial may randomise', () => {
    const all =
      '  all: {size: {randomised: 60}, analyse at: {follow-up: 3}, tests: {t: {of: PFS}, q: {of: QoL}}}\n';
    const rare =
      '  rare: {enrol: M+, size: {randomised: 60}, analyse at: {follow-up: 3}, tests: {t: {of: PFS}}}\n';
    const alone = pointFrom(body(all, 0.0005));
    const beside = pointFrom(body(all + rare, 0.0005));
    for (const replicate of [0, 1]) {
      const numbers = rowOf(alone, replicate);
      expect(rowOf(beside, replicate)).toMatchObject(numbers);
      expect(beside.row[columnAt(beside, 'screened', '', 'rare')]).toBeGreaterThan(65_536);
    }
  });

  it('plays a trial of one patient an arm, and one that is looked at before anybody came', () => {
    const two = pointFrom(
      body(
        '  d: {size: {randomised: 2}, randomise: {blocks: 2}, analyse at: {months: 90}, tests: {t: {of: PFS}, r: {of: ORR}, q: {of: QoL}}}',
      ),
    );
    two.run(0);
    expect(two.row[columnAt(two, 'events')]).toBe(2);
    // One event with both at risk: z is 1 or -1. Two means without a variance are no t test.
    expect(Math.abs(two.row[columnAt(two, 'z', 't')])).toBe(1);
    expect(two.row[columnAt(two, 'z', 'q')]).toBeNaN();
    const early = pointFrom(
      body(
        '  d: {size: {randomised: 20}, analyse at: {months: 0.00001}, tests: {t: {of: PFS}, r: {of: ORR}, q: {of: QoL}}}',
      ),
    );
    early.run(0);
    for (const test of ['t', 'r', 'q']) {
      expect(early.row[columnAt(early, 'information', test)]).toBe(0);
      expect(early.row[columnAt(early, 'rejects', test)]).toBe(0);
      expect(early.row[columnAt(early, 'failed', test)]).toBe(1);
    }
    for (const fact of ['randomised', 'screened', 'events', 'months to last patient'])
      expect(early.row[columnAt(early, fact)]).toBe(0);
  });

  const missed = (enrolment: string, endpoint: string, design: string) => `truth:
  markers: {M: {prevalence: 0.4, assay: {turnaround: 4}}}
  strata: {tumour: {a: {share: 0.5}, b: {share: 0.5}}}
  enrolment: {screened per month: ${enrolment}}
  endpoints: {${endpoint}}
designs: {d: {${design}}}`;

  it.each([
    [
      'the last of a trial that is full wait for the assay and a selection',
      missed(
        '300',
        'PFS: {time-to-event: {control: {median: 0.05}, hazard ratio: {M+: 0.3, M-: 1}}}',
        `size: {randomised: 60}, randomise: {stratify by: [M]}, looks: {at: [{events: 5}, {events: 20}], select: {from: [all, M+], rule: best}},
    tests: {all: {of: PFS}, M+: {of: PFS, in: M+}}, multiplicity: {closed: simes, combine: inverse-normal}`,
      ),
    ],
    [
      'recruitment rests at each look of a level',
      missed(
        '300',
        'ORR: {binary: {control: {rate: 0.2}, experimental: {rate: 0.4}, assessed at: 12}}',
        `single arm: experimental, size: {treated: 27}, tests: {by tumour: {of: ORR, in: each tumour, against: {rate: 0.2}, by: posterior, probability: 0.9}},
    looks: {at: [{patients: 4, in: every tumour}, {patients: 8, in: every tumour}, {follow-up: 12}], futility: {posterior probability below: 0.01}, close: {pause: true}}`,
      ),
    ],
  ])('has a list of patients long enough where %s', (_, yaml) => {
    // Thousands of patients come while nobody is recruited: the list of the planned trial alone would end before them.
    const point = pointFrom(yaml);
    for (let replicate = 0; replicate < 20; replicate++) expect(() => point.run(replicate)).not.toThrow();
    expect(point.row[columnAt(point, 'months to last patient')]).toBeGreaterThan(0);
  });

  it('counts as information of an interaction those whom it sorts', () => {
    const point = pointFrom(
      body(
        '  d: {size: {randomised: 200}, analyse at: {follow-up: 3}, tests: {t: {of: PFS, interaction: M}, r: {of: ORR, interaction: M}, q: {of: QoL, interaction: M}}}',
      ),
    );
    point.run(0);
    const known = point.tables('d')[0].rows.filter((row) => row['assay M'] !== '?');
    const month = point.row[columnAt(point, 'months to analysis')];
    const events = known.filter(
      (row) => row['PFS ends in'] === 'event' && (row['PFS calendar month'] as number) <= month,
    );
    expect(known.length).toBeLessThan(190);
    expect(point.row[columnAt(point, 'information', 't')]).toBe(events.length);
    expect(point.row[columnAt(point, 'information', 'r')]).toBe(known.length);
    expect(point.row[columnAt(point, 'information', 'q')]).toBe(known.length);
  });
});
