// The door of a notebook to the engine in its worker. Only the newest question is worth an answer: one that is overtaken by a
// slider is never asked.
import { parseResult } from '../../src/report/resultSchema.ts';
import EngineWorker from './worker.ts?worker&inline';

const worker = new EngineWorker();
let busy = null;
let next = null;
let asked = 0;

/** While trials are played the page says so: what is shown is still of the sliders as they stood. */
const tell = (playing) => document.documentElement.toggleAttribute('data-playing', playing);

worker.onmessage = ({ data }) => {
  const { resolve, reject } = busy;
  busy = null;
  tell(next !== null);
  if ('fault' in data) reject(new Error(data.fault));
  else resolve(data.result);
  ask();
};
// A worker that does not even start must not be waited for.
let broken = null;
worker.onerror = (event) => {
  broken = new Error(`the engine's worker failed: ${event.message ?? 'it did not start'}`);
  busy?.reject(broken);
  next?.reject(broken);
  tell(false);
};

function ask() {
  if (busy !== null || next === null) return;
  busy = next;
  next = null;
  tell(true);
  worker.postMessage(busy.question);
}

/** The text of results.json, the same bytes as `markersim run` writes. */
export function runText(scenario, replicates) {
  return new Promise((resolve, reject) => {
    if (broken !== null) reject(broken);
    next = { question: { id: ++asked, scenario, replicates }, resolve, reject };
    ask();
  });
}

/** The result of a scenario's text. */
export const run = async (scenario, replicates) => parseResult(await runText(scenario, replicates));

// For a test, and for a reader who wants more at the console.
globalThis.markersim = { run, runText };
