import { parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { checksOf } from '../../src/report/checks.ts';
import { compareResults } from '../../src/report/compare.ts';
import { resultCsv } from '../../src/report/csv.ts';
import { resultJson } from '../../src/report/json.ts';
import { manifestJson } from '../../src/report/manifest.ts';
import { resultParquet } from '../../src/report/parquet.ts';
import { parseResult, resultJsonSchema } from '../../src/report/resultSchema.ts';
import { claimsOnly, ipassLike } from '../fixtures/report/results.ts';

const ipass = ipassLike();

describe('tidy files', () => {
  it('have exactly the documented columns, swept parameters after the point', () => {
    const header = resultCsv(ipass).split('\n')[0];
    expect(header).toBe(
      'scenario,point,prevalence,sensitivity,design,analysis,population,metric,estimate,mcse,lower,upper,n,reference,reference_kind',
    );
  });

  it('have one row a result row, the same in CSV and Parquet', async () => {
    const lines = resultCsv(ipass).trimEnd().split('\n');
    const bytes = resultParquet(ipass);
    const rows = await parquetReadObjects({ file: bytes.buffer as ArrayBuffer });
    expect(lines.length - 1).toBe(ipass.rows.length);
    expect(rows.length).toBe(ipass.rows.length);
    const last = ipass.rows[ipass.rows.length - 1]!;
    expect(rows[rows.length - 1]).toEqual({
      scenario: 'ipass',
      ...ipass.points[last.point]!.values,
      ...last,
    });
  });

  it('quote what would break a row, leave nulls empty, and round and mark only on request', () => {
    const odd = claimsOnly();
    odd.rows = [{ ...odd.rows[0]!, design: 'a "b", c', estimate: null, mcse: 1 / 3 }];
    expect(resultCsv(odd).split('\n')[1]).toContain('"a ""b"", c"');
    expect(resultCsv(odd).split('\n')[1]).toContain(',power,,0.3333333333333333,');
    expect(resultCsv(odd, { digits: 6, bom: true })).toMatch(/^\ufeffscenario.*\n.*,power,,0\.333333,/);
  });

  it('rename a swept parameter that is called like a column', () => {
    const odd = ipassLike();
    odd.axes[0]!.name = 'n';
    for (const point of odd.points) point.values = { n: 1, sensitivity: 1 };
    expect(resultCsv(odd).split('\n')[0]).toContain('point,n (swept),sensitivity,');
  });
});

describe('results.json', () => {
  it('reads back to the result, and is the same bytes each time', () => {
    expect(parseResult(resultJson(ipass))).toEqual(ipass);
    expect(resultJson(ipassLike())).toBe(resultJson(ipass));
  });

  it('names every fault with its path', () => {
    const broken = JSON.parse(resultJson(claimsOnly()));
    broken.rows[3].estimate = 'high';
    broken.simulation.streams = 'shared';
    expect(() => parseResult(JSON.stringify(broken))).toThrow(/simulation\.streams: .*rows\.3\.estimate: /);
  });

  it('refuses a base point that does not exist', () => {
    expect(() => parseResult(resultJson({ ...claimsOnly(), base: 1 }))).toThrow(
      'base point 1 does not exist',
    );
  });

  it('refuses rows of a point that does not exist', () => {
    const broken = claimsOnly();
    broken.rows[0]!.point = 7;
    expect(() => parseResult(resultJson(broken))).toThrow('point 7 does not exist');
  });

  it('has its JSON Schema committed and fresh', async () => {
    await expect(resultJsonSchema()).toMatchFileSnapshot('../../src/report/results.schema.json');
  });
});

describe('manifest', () => {
  it('holds hashes of the files, and times only in `run`', () => {
    const files = new Map([['results.csv', 'a']]);
    const run = {
      started: '2009-09-03T00:00:00Z',
      seconds: 12,
      workers: 2,
      node: '20.19.0',
      platform: 'linux',
    };
    const { run: facts, ...timed } = JSON.parse(manifestJson(ipass, files, run));
    expect(facts).toEqual(run);
    expect(timed).toEqual(JSON.parse(manifestJson(ipass, files)));
    // SHA-256 of the letter a.
    expect(timed.files['results.csv']).toBe(
      'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb',
    );
    expect(timed.simulation).toMatchObject({ seed: 'ipass', replicates: 10000 });
  });
});

describe('checks against closed forms', () => {
  it('leave out estimands, and have the farthest first', () => {
    const checks = checksOf(ipass);
    expect(checks.every(({ row }) => row.reference_kind === 'Schoenfeld')).toBe(true);
    expect(checks.length).toBe(16 * 6);
    // Power of 2e-26 never seen in 10,000 replicates: no MCSE of its own, and no disagreement.
    const never = checks.find(({ row }) => row.estimate === 0 && row.reference! < 1e-20)!;
    expect(never.distance).toBeCloseTo(0, 6);
    const distances = checks.map(({ distance }) => Math.abs(distance ?? 0));
    expect(distances).toEqual([...distances].sort((a, b) => b - a));
  });
});

describe('a value that cannot differ', () => {
  it('is no check: the predictive value of an assay without errors', () => {
    const result = claimsOnly();
    const { point, design } = result.rows[0]!;
    const row = (estimate: number, reference: number) => ({
      ...{
        point,
        design,
        analysis: 'M',
        population: '',
        metric: 'ppv',
        mcse: null,
        lower: null,
        upper: null,
        n: 9,
      },
      ...{ estimate, reference, reference_kind: 'Bayes' },
    });
    expect(checksOf({ ...result, rows: [row(1, 1)] })).toEqual([]);
    expect(checksOf({ ...result, rows: [row(0.9, 1)] })).toHaveLength(1);
    expect(checksOf({ ...result, rows: [row(0.9, 0.9)] })).toHaveLength(1);
  });
});

describe('verdicts on computed values', () => {
  const held = (kind: string, distance: number) => {
    const result = claimsOnly();
    const row = result.rows.find(({ metric }) => metric === 'power')!;
    Object.assign(row, { reference: row.estimate! - distance * row.mcse!, reference_kind: kind });
    for (const other of result.rows) if (other !== row) other.reference = null;
    return checksOf(result)[0]!;
  };

  it('call an exact value that is more than 4 MCSE away a difference, and an approximation never', () => {
    expect(held('exact binomial', 3.9)).toMatchObject({ verdict: 'agrees' });
    expect(held('exact binomial', -4.1)).toMatchObject({ verdict: 'differs' });
    for (const kind of ['fluid limit', 'Schoenfeld', 'limiting score', 'normal theory', 'Simon-Maitournam'])
      expect(held(kind, 40).verdict, kind).toBe('approximation');
    expect(held('Schoenfeld', 40).distance).toBeCloseTo(40, 8);
  });

  it('judge a share that was never seen by the error that the computed value implies', () => {
    const never = (reference: number) => {
      const result = claimsOnly();
      const row = result.rows.find(({ metric }) => metric === 'power')!;
      Object.assign(row, { estimate: 0, mcse: 0, n: 2000, reference, reference_kind: 'enumeration' });
      return checksOf(result).find((check) => check.row === row)!;
    };
    // root(p (1 - p) / 2000)
    expect(never(0.001)).toMatchObject({ mcse: expect.closeTo(0.00070675, 8), verdict: 'agrees' });
    expect(never(0.01)).toMatchObject({ distance: expect.closeTo(-4.4947, 4), verdict: 'differs' });
  });

  it('never call a limit by quadrature exact', () => {
    for (const kind of ['group sequential', 'two-stage quadrature', 'expected enrolment'])
      expect(held(kind, 40).verdict, kind).toBe('approximation');
    for (const kind of ['enumeration', 'exact allocation law', 'Bayes'])
      expect(held(kind, 40).verdict, kind).toBe('differs');
  });

  it('count a test once that is read under another name', () => {
    const result = claimsOnly();
    const power = result.rows.find(({ metric }) => metric === 'power')!;
    Object.assign(power, { reference: power.estimate, reference_kind: 'exact binomial' });
    const read = { ...power, metric: 'false effect claim' };
    const alone = { ...read, analysis: 'of nobody else' };
    result.rows.push(read, alone);
    const rows = checksOf(result).map(({ row }) => row);
    expect([power, read, alone].map((row) => rows.includes(row))).toEqual([true, false, true]);
  });

  it('stand before the approximations', () => {
    const mixed = claimsOnly();
    const exact = mixed.rows.filter(({ metric }) => metric === 'power')[1]!;
    Object.assign(exact, { reference: exact.estimate, reference_kind: 'exact binomial' });
    expect(checksOf(mixed)[0]!.row).toBe(exact);
  });
});

describe('comparison of two results', () => {
  it('finds nothing between a result and itself', () => {
    const same = compareResults(ipass, ipassLike());
    expect([same.sameScenario, same.beyond, same.onlyInA.length, same.onlyInB.length]).toEqual([
      true,
      0,
      0,
      0,
    ]);
    expect(same.rows.length).toBe(ipass.rows.length);
  });

  it('has what is beyond error first, and matches points by their values and not their number', () => {
    const other = ipassLike();
    const moved = other.rows.find(
      (row) => row.metric === 'power' && row.point === 3 && row.analysis === 'M+',
    )!;
    moved.estimate = moved.estimate! - 0.3;
    const order = [...other.points].reverse();
    other.rows.forEach((row) => {
      row.point = other.points.length - 1 - row.point;
    });
    other.points = order.map((point, index) => ({ ...point, index }));
    const compared = compareResults(ipass, other);
    expect(compared.beyond).toBe(1);
    expect(compared.rows[0]!.a).toMatchObject({ metric: 'power', point: 3 });
    expect(compared.rows[0]!.difference).toBeCloseTo(-0.3, 10);
  });

  it('lets chance be: 3 standard errors among thousands of rows are no difference', () => {
    const other = ipassLike();
    for (const row of other.rows)
      if (row.estimate !== null && row.mcse !== null) row.estimate += 3 * Math.SQRT2 * row.mcse;
    expect(compareResults(ipass, other).beyond).toBe(0);
    for (const row of other.rows)
      if (row.estimate !== null && row.mcse !== null) row.estimate += 2 * Math.SQRT2 * row.mcse;
    expect(compareResults(ipass, other).beyond).toBeGreaterThan(1000);
  });

  it('calls a difference of values without error beyond error, and lists what only one has', () => {
    const other = ipassLike();
    other.rows.pop();
    const fixed = other.rows.find((row) => row.metric === 'randomised')!;
    fixed.estimate = fixed.estimate! + 1;
    const compared = compareResults(ipass, other);
    expect(compared.rows[0]).toMatchObject({ distance: Infinity, beyondError: true });
    expect(compared.onlyInA.length).toBe(1);
  });
});
