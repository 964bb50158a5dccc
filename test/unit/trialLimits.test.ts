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
