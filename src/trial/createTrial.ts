import { canCount, countedLooks, isPlain } from './counts/canCount.ts';
import { createCountTrial } from './counts/countTrial.ts';
import { createLookTrial } from './counts/lookTrial.ts';
import { createPatientTrial } from './patientTrial.ts';
import type { Playable } from './playable.ts';
import type { Trial } from './trial.ts';

/** A trial ready to run, on cell counts where it can be. */
export function createTrial(playable: Playable): Trial {
  const { design, plan, truth, population } = playable;
  if (!canCount(design, plan, truth, population)) return createPatientTrial(playable);
  const looks = isPlain(design, truth) ? null : countedLooks(design, plan, truth, population);
  return looks === null ? createCountTrial(playable) : createLookTrial(playable, looks);
}
