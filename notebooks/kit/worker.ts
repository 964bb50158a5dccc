import './portableMath.js';
// The engine in a Web Worker: the text of a scenario in, the text of its results.json out.
import { sizeFaults } from '../../src/designs/sizeFaults.ts';
import { executeBatch } from '../../src/engine/task.ts';
import { runScenario } from '../../src/operating-characteristics/runScenario.ts';
import { resultJson } from '../../src/report/json.ts';
import { parseScenario } from '../../src/scenario/parseScenario.ts';

/** What is asked of the worker. */
export interface Question {
  id: number;
  scenario: string;
  replicates: number;
}

/** What it answers: the result, or what was wrong. */
export type Reply = { id: number; result: string } | { id: number; fault: string };

/** The worker's own thread does the batches: the same ones as on the command line, so the same bytes. */
const workers = { size: 1, run: async (task: Parameters<typeof executeBatch>[0]) => executeBatch(task), close: async () => {} };

async function answer({ id, scenario, replicates }: Question): Promise<Reply> {
  try {
    const parsed = parseScenario(scenario, { file: 'notebook.yaml', check: sizeFaults });
    return { id, result: resultJson(await runScenario(parsed, { replicates, workers })) };
  } catch (error) {
    return { id, fault: error instanceof Error ? error.message : String(error) };
  }
}

const port = globalThis as unknown as {
  onmessage: (event: { data: Question }) => void;
  postMessage: (reply: Reply) => void;
};
port.onmessage = ({ data }) => {
  void answer(data).then((reply) => port.postMessage(reply));
};
