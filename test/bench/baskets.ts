/** How fast baskets are: the analyses by themselves, simulated trials of fixed sizes, whole trials, and calibration. */
import {
  type BasketSpec,
  basketPosteriors,
  calibrateCutoff,
  createBasketAnalysis,
  simulateBaskets,
} from '../../src/index.ts';

const BASKETS = 8;
const PATIENTS = 120;
const RATES = [0.2, 0.2, 0.2, 0.2, 0.4, 0.4, 0.4, 0.4];
const NULL_RATES = RATES.map(() => 0.2);
const SIZES = RATES.map(() => PATIENTS / BASKETS);

const analyses: readonly BasketSpec[] = [
  { by: 'exact' },
  { by: 'beta-binomial' },
  { by: 'pooled' },
  { by: 'fujikawa' },
  { by: 'power-prior' },
  { by: 'bhm' },
  { by: 'exnex' },
  { by: 'cbhm', a: -4, b: 2 },
  { by: 'robust-map' },
  { by: 'mem' },
  { by: 'prune-and-pool', test: 'chi-square' },
];

/** Of the processor, so that what else runs does not count. */
const busy = (): number => process.cpuUsage().user / 1e6;

const seconds = (): number => Number(process.hrtime.bigint()) / 1e9;

/** Counts of trials of 120 patients whose baskets are drawn: sizes differ, so that tables seldom come back. */
function randomTables(trials: number): { n: Int32Array; x: Int32Array }[] {
  let state = 1;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return Array.from({ length: trials }, () => {
    const n = new Int32Array(BASKETS);
    const x = new Int32Array(BASKETS);
    for (let i = 0; i < PATIENTS; i++) {
      const j = Math.floor(uniform() * BASKETS);
      n[j]++;
      if (uniform() < RATES[j]) x[j]++;
    }
    return { n, x };
  });
}

/** Tables a second in the first pass (10,000 tables, or so many as six seconds take; set-up of what is tabulated included), and again when they are known. */
function passes(spec: BasketSpec, tables: ReturnType<typeof randomTables>, level: number | null) {
  const setting = { nullRates: NULL_RATES, mostPatients: PATIENTS, mostInAll: PATIENTS, level };
  const { analyse } = createBasketAnalysis(spec, setting);
  const out = basketPosteriors(BASKETS);
  const begin = busy();
  let done = 0;
  for (; done < tables.length && busy() - begin < 6; done++) analyse(tables[done].n, tables[done].x, out);
  const first = done / (busy() - begin);
  const window = Math.min(done, 1000);
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 20; round++) {
    const from = seconds();
    for (let t = done - window; t < done; t++) analyse(tables[t].n, tables[t].x, out);
    least = Math.min(least, seconds() - from);
  }
  return { first, again: window / least };
}

const whole = (rate: number) => Math.round(rate).toLocaleString('en').padStart(11);

export function benchBaskets(): void {
  console.log(`\n${BASKETS} baskets, ${PATIENTS} patients, tables a second`);
  console.log(
    `${''.padEnd(18)} first pass  again known  with intervals  simulated trials   6 truths x 10,000 calibrated`,
  );
  const tables = randomTables(10_000);
  const truths = [0, 1, 2, 4, 6, 7].map((active) => NULL_RATES.map((p, j) => (j < active ? 0.4 : p)));
  for (const spec of analyses) {
    const plain = passes(spec, tables, null);
    const limits = passes(spec, tables, 0.95);
    const setting = { nullRates: NULL_RATES, mostPatients: SIZES[0], level: null };
    const plan = {
      analysis: createBasketAnalysis(spec, setting),
      sizes: SIZES,
      nullRates: NULL_RATES,
      cutoff: 0.95,
    };
    let simulated = 0;
    // Long enough that the code is compiled meanwhile: 20 rounds of 2,000 trials are over in 14 ms, before it may be.
    for (let round = 0; round < 150; round++) {
      const from = seconds();
      simulateBaskets(plan, [RATES], { trials: 2000, seed: `bench ${round}` });
      simulated = Math.max(simulated, 2000 / (seconds() - from));
    }
    const from = seconds();
    const simulation = { trials: 10_000, seed: 'bench' };
    calibrateCutoff(plan, truths, { error: 'family-wise', at: 0.1, simulation });
    console.log(
      `${spec.by.padEnd(18)}${whole(plain.first)}  ${whole(plain.again)}     ${whole(limits.first)}       ${whole(simulated)}   ${(seconds() - from).toFixed(1).padStart(8)} s`,
    );
  }
  console.log(
    'targets: alone and pooled 1,500,000; Fujikawa and power prior 200,000; hierarchical models and MEM 5,000 on the first pass, 100,000 known; 20 s',
  );
}
