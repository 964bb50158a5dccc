/**
 * `npm run bench`: how fast the simulator is on this machine, by the product's own path (scenario file, compiled kernel,
 * sums), beside the native yardstick where a C compiler is present. It states targets and never fails on time.
 *
 * Every figure is taken over many short windows: the least is what the machine can do, the median what it did.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { threadPool } from '../../src/cli/workerPool.ts';
import { type BatchTask, compilePoint } from '../../src/engine/task.ts';
import { runScenario } from '../../src/operating-characteristics/runScenario.ts';
import { parseScenario } from '../../src/scenario/parseScenario.ts';
import { benchBaskets } from './baskets.ts';
import {
  basketTrial,
  heatMap,
  jobA,
  jobB,
  jobC,
  poissonArrivals,
  program,
  sixAnalyses,
  threeDesigns,
  threeLooks,
} from './jobs.ts';

const WINDOWS = 120;

function taskOf(text: string): Omit<BatchTask, 'first' | 'count'> {
  const { points, simulation } = parseScenario(text, { file: 'bench' });
  return { key: simulation.seed, point: points[0], seed: simulation.seed, streams: simulation.streams };
}

interface Timing {
  /** Microseconds a trial. */
  readonly least: number;
  readonly median: number;
}

const microseconds = (): number => Number(process.hrtime.bigint()) / 1e3;

function summary(times: number[]): Timing {
  const sorted = [...times].sort((a, b) => a - b);
  return { least: sorted[0], median: sorted[sorted.length >> 1] };
}

function time(text: string, replicates: number): Timing {
  const compiled = compilePoint(taskOf(text));
  compiled.sum(0, 40 * replicates);
  let first = 0;
  const times = Array.from({ length: WINDOWS }, () => {
    const begin = microseconds();
    compiled.sum(first, replicates);
    first += replicates;
    return (microseconds() - begin) / replicates;
  });
  return summary(times);
}

/** Trials a second of the native program; null where it cannot be compiled. */
function native(): (() => number) | null {
  const folder = mkdtempSync(join(tmpdir(), 'yardstick-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  cpSync(new URL('yardstick', import.meta.url), folder, { recursive: true });
  try {
    execFileSync('gcc', ['-O3', '-march=native', '-ffp-contract=off', '-o', 'job-a', 'job-a.c', '-lm'], {
      cwd: folder,
      stdio: 'ignore',
    });
  } catch {
    return null;
  }
  return () => {
    const text = execFileSync(join(folder, 'job-a'), { cwd: folder, encoding: 'utf8' });
    return Number(/opt2 +(\d+) rep\/s/.exec(text)?.[1]);
  };
}

function show(name: string, { least, median }: Timing, note: string): void {
  const rate = Math.round(1e6 / least).toLocaleString('en');
  console.log(
    `${name.padEnd(34)}${least.toFixed(2).padStart(8)} us least ${median.toFixed(2).padStart(8)} median ${rate.padStart(12)} trials/s  ${note}`,
  );
}

/** Bytes by which the heap grows a trial once all is warm. */
function growth(text: string): number {
  const compiled = compilePoint(taskOf(text));
  compiled.sum(0, 20000);
  const before = process.memoryUsage().heapUsed;
  const replicates = 50000;
  compiled.sum(0, replicates);
  return Math.max(0, process.memoryUsage().heapUsed - before) / replicates;
}

async function workers(size: number): Promise<number> {
  const pool = threadPool(size);
  const task = taskOf(jobA);
  const batch = 4000;
  const run = (from: number, batches: number) =>
    Promise.all(
      Array.from({ length: batches }, (_, i) =>
        pool.run({ ...task, first: (from + i) * batch, count: batch }),
      ),
    );
  await run(0, 4 * size);
  const begin = microseconds();
  await run(100, 24);
  const rate = (24 * batch * 1e6) / (microseconds() - begin);
  await pool.close();
  return rate;
}

/** Seconds from the scenario to its rows; 40,000 replicates keep the MCSE of every probability at 0.0025 or less. */
async function wholeMap(): Promise<number> {
  const pool = threadPool(2);
  const scenario = parseScenario(heatMap, { file: 'bench' });
  const begin = microseconds();
  await runScenario(scenario, { workers: pool, replicates: 40000 });
  const seconds = (microseconds() - begin) / 1e6;
  await pool.close();
  return seconds;
}

console.log(`${cpus()[0].model}, ${cpus().length} processors, node ${process.version}`);
const yardstick = native();
const ratios: number[] = [];
let a = time(jobA, 500);
if (yardstick !== null) {
  for (let round = 0; round < 5; round++) {
    const rate = yardstick();
    a = time(jobA, 500);
    ratios.push(1e6 / a.least / rate);
  }
  ratios.sort((x, y) => x - y);
}
const against =
  ratios.length > 0 ? `${ratios[2].toFixed(2)} of the native yardstick (target 0.45)` : 'no C compiler';
show('A: 400 patients, 3 tests', a, against);
for (const [name, text] of [
  ['A with three looks', threeLooks],
  ['A with three more analyses', sixAnalyses],
] as const) {
  const timing = time(text, 500);
  show(name, timing, `${(timing.least / a.least).toFixed(2)} x A (target below 1.6)`);
}
show('three designs on the same patients', time(threeDesigns, 200), 'for all three');
show('B: binary, 4 cells, 2 tests', time(jobB, 20000), 'target 3,000,000');
show('phase II, then III with times', time(program, 200), 'target 20,000');
const map = await wholeMap();
console.log(`heat map, 121 truths x 4 rules at MCSE 0.0025, two workers: ${map.toFixed(1)} s (target 10)`);
show('C: binary, adaptive, 400 patients', time(jobC, 5000), 'target 500,000');
for (const by of ['exact', 'pooled', 'fujikawa', 'power-prior'])
  show(`8 baskets, 120 patients: ${by}`, time(basketTrial(by), 2000), 'all columns recorded');
const [one, two] = [await workers(1), await workers(2)];
console.log(`two workers against one: ${(two / one).toFixed(2)} (target 1.75)`);
const grown = Object.entries({
  A: jobA,
  'Poisson arrivals': poissonArrivals,
  'three looks': threeLooks,
  B: jobB,
})
  .map(([name, text]) => `${name} ${growth(text).toFixed(2)}`)
  .join(', ');
console.log(`heap growth: ${grown} bytes a trial (target 0)`);
benchBaskets();
