import { createHash } from 'node:crypto';
import type { ScenarioResult } from '../operating-characteristics/result.ts';

/** What only the caller knows of a run. Everything that differs between two runs of the same scenario is here and nowhere else. */
export interface RunFacts {
  /** ISO 8601. */
  started: string;
  seconds: number;
  workers: number;
  node: string;
  platform: string;
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/**
 * `manifest.json`: which scenario, seed, replicates and version made the files, with the SHA-256 of each. `run` (times, machine)
 * stands apart: without it two runs of the same scenario have the same manifest.
 */
export function manifestJson(
  result: ScenarioResult,
  files: Map<string, string | Uint8Array>,
  run?: RunFacts,
): string {
  const replicates = [...new Set(result.points.map((point) => point.replicates))];
  const manifest = {
    format: 'markersim-manifest/1',
    scenario: { id: result.scenario.id, hash: result.scenario.hash },
    simulation: {
      ...result.simulation,
      replicates: replicates.length === 1 ? replicates[0] : result.points.map((point) => point.replicates),
    },
    points: result.points.length,
    designs: result.designs.map((design) => design.id),
    rows: result.rows.length,
    version: result.version,
    files: Object.fromEntries(
      [...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, content]) => [name, sha256(content)]),
    ),
    ...(run === undefined ? {} : { run }),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
