import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bauerKoehneBounds } from '../../src/group-sequential/bauerKoehne.ts';
import type { Bounds } from '../../src/group-sequential/bounds.ts';
import { driftForPower } from '../../src/group-sequential/driftForPower.ts';
import { efficacyBounds } from '../../src/group-sequential/efficacyBounds.ts';
import { equalLevelFisherBounds } from '../../src/group-sequential/equalLevelFisher.ts';
import { exitProbabilities } from '../../src/group-sequential/exitProbabilities.ts';
import { expectedInformation } from '../../src/group-sequential/expectedInformation.ts';
import { hwangShihDeCani } from '../../src/group-sequential/hwangShihDeCani.ts';
import { inflationFactor } from '../../src/group-sequential/inflationFactor.ts';
import { inverseNormal, inverseNormalWeights } from '../../src/group-sequential/inverseNormal.ts';
import { kimDeMets } from '../../src/group-sequential/kimDeMets.ts';
import { lanDeMetsOBrienFleming } from '../../src/group-sequential/lanDeMetsOBrienFleming.ts';
import { lanDeMetsPocock } from '../../src/group-sequential/lanDeMetsPocock.ts';
import { obrienFleming } from '../../src/group-sequential/obrienFleming.ts';
import { pocock } from '../../src/group-sequential/pocock.ts';
import { spendingBounds } from '../../src/group-sequential/spendingBounds.ts';
import { wangTsiatis } from '../../src/group-sequential/wangTsiatis.ts';
import { binomialUpperTail } from '../../src/numeric/binomial.ts';
import { normalUpperQuantile, normalUpperTail } from '../../src/numeric/normal.ts';
import { clopperPearson } from '../../src/single-arm/clopperPearson.ts';
import { exactSingleStage, fewestResponders } from '../../src/single-arm/exactSingleStage.ts';
import { simonDesigns } from '../../src/single-arm/simon.ts';

/*
 * Single arms and looks at inputs drawn at random (varied/stages.R): rates 0.01 to 0.9, 1 to 1000 patients, 2 to 10 looks from a
 * fiftieth of the information on, alpha 0.001 to 0.2, one- and two-sided.
 */

// biome-ignore lint/suspicious/noExplicitAny: each kind has its own inputs and values
type Row = any;
const made: Record<string, Row[]> = JSON.parse(
  readFileSync(new URL('./varied/stages.json', import.meta.url), 'utf8'),
);
const close = (actual: ArrayLike<number>, expected: number | number[], tolerance: number, where: unknown) => {
  const wanted = [expected].flat();
  expect(actual.length).toBe(wanted.length);
  wanted.forEach((value, k) => {
    expect(Math.abs(actual[k] - value) / Math.max(1, Math.abs(value)), JSON.stringify(where)).toBeLessThan(
      tolerance,
    );
  });
};

describe('single arms at inputs drawn at random, by search and sums of binomial probabilities', () => {
  it('smallest single stages', () => {
    for (const row of made.oneStage) {
      const found = exactSingleStage({ p0: row.p0, p1: row.p1, alpha: row.aim, power: 1 - row.beta });
      expect([found.n, found.r], JSON.stringify(row)).toEqual([row.n, row.r]);
      close([found.alpha, found.power], [row.alpha, row.power], 1e-12, row);
    }
  });
  it('two stages', () => {
    for (const row of made.twoStage) {
      const found = simonDesigns({ p0: row.p0, p1: row.p1, alpha: row.aim, power: 1 - row.beta });
      for (const kind of ['optimal', 'minimax'] as const) {
        const { r1, n1, r, n, EN, PET, alpha, power } = row[kind];
        expect(found[kind], JSON.stringify(row)).toMatchObject({ r1, n1, r, n });
        const { expectedPatients, earlyStop } = found[kind];
        const got = [expectedPatients, earlyStop, found[kind].alpha, found[kind].power];
        close(got, [EN, PET, alpha, power], 1e-12, row);
      }
    }
  });
  it('exact intervals', () => {
    for (const row of made.limits) {
      const { lower, upper } = clopperPearson(row.x, row.n, row.level);
      close([lower, upper], [row.lower, row.upper], 1e-11, row);
    }
  });
  it('false claims', () => {
    for (const row of made.false) {
      expect(fewestResponders(row.n, row.historical, row.aim)).toBe(row.r);
      const tails = [row.historical, row.rate].map((p) => binomialUpperTail(row.r, row.n, p));
      close(tails, [row.alpha, row.claim], 1e-12, row);
    }
  });
});

function boundsOf({ type, times, sided, alpha, delta, gamma, spent }: Row): Bounds {
  const other = sided === 2 ? 'symmetric' : undefined;
  const level = alpha / sided;
  switch (type) {
    case 'P':
      return pocock(times, level, other);
    case 'OF':
      return obrienFleming(times, level, other);
    case 'WT':
      return wangTsiatis(times, level, delta, other);
    case 'asUser':
      return efficacyBounds(times, spent, other);
  }
  const spending = {
    asOF: lanDeMetsOBrienFleming,
    asP: lanDeMetsPocock,
    asHSD: hwangShihDeCani(gamma),
    asKD: kimDeMets(gamma),
  }[type as 'asOF'];
  return spendingBounds(times, { alpha: level, spending, other });
}

/** rpact spends 1e-8 less than alpha (1e-6 of a bound), and is good to 1e-5 where constants are searched and looks are near each other. */
const toleranceOf = ({ by, times }: Row) => {
  if (by === 'recursion') return 2e-6;
  return times.some((t: number, k: number) => t - (times[k - 1] ?? 0) < 0.1) ? 1e-5 : 1e-6;
};

describe('looks at inputs drawn at random', () => {
  it.each(made.looks.map((row, i) => [i, row] as const))('bounds and sizes, design %i', (_, row) => {
    const bounds = boundsOf(row);
    const level = row.alpha / row.sided;
    const inflation = inflationFactor(bounds, level, 1 - row.beta);
    const drift = driftForPower(bounds, 1 - row.beta);
    row.upper.forEach((bound: number | 'Inf', k: number) => {
      // rpact makes bounds beyond 8 infinite.
      if (bound === 'Inf') expect(bounds.upper[k]).toBeGreaterThan(8);
      else close([bounds.upper[k]], bound, toleranceOf(row), row);
    });
    const sizes = [
      inflation,
      drift ** 2,
      inflation * expectedInformation(bounds, drift),
      inflation * expectedInformation(bounds, 0),
    ];
    close(sizes, [row.inflation, row.shift, row.asnAlternative, row.asnNone], toleranceOf(row), row);
  });
  it('exits of any bounds, by multivariate normal probabilities', () => {
    for (const { times, upper, lower, drift, above, below } of made.exits) {
      const bounds = {
        information: times,
        upper,
        lower: lower.map((b: number) => (b === -99 ? -Infinity : b)),
      };
      const found = exitProbabilities(bounds, drift);
      close(found.upper, above, 1e-8, bounds);
      close(found.lower, below, 1e-8, bounds);
    }
  });
  it("Fisher's product and inverse normal combinations", () => {
    for (const { alpha, equal, full } of made.fisher) {
      close(equalLevelFisherBounds(alpha, 2).product, equal, 1e-11, alpha);
      close([bauerKoehneBounds(alpha).product[1]], full, 1e-12, alpha);
    }
    for (const { t, p, z, combined } of made.combine) {
      const found = inverseNormal(p.map(normalUpperQuantile), inverseNormalWeights([t, 1]), 1);
      close([found, normalUpperTail(found)], [z, combined], 1e-12, p);
    }
  });
});
