import { binaryOutcome } from '../endpoints/binary.ts';
import { responseRate } from '../endpoints/laws.ts';
import { type FollowUp, NEVER, type Randomised } from '../endpoints/timeToEvent.ts';
import type { Population } from '../population/groups.ts';
import type { BinaryEndpoint } from '../scenario/model.ts';
import type { Enrolled } from './enrolled.ts';

/** When the time of a patient begins that begins with a response. */
export interface ResponseClock {
  /** The enrolled, with the month at which the response is assessed in place of that of randomisation. */
  readonly patients: Randomised;
  /** Draws who responds, and sets the months. */
  start(): void;
  /** Takes out of a follow-up whoever does not respond: he never enters, and no event of his is ever seen. */
  leaveOut(followUp: FollowUp): void;
  responds(k: number): boolean;
}

/**
 * @param response endpoint at whose assessment the time begins
 * @param words of the enrolled from which it is drawn: the same as where it is tested, so that responders are its responders
 */
export function createResponseClock(
  response: BinaryEndpoint,
  words: Int32Array,
  { groups }: Population,
  enrolled: Enrolled,
): ResponseClock {
  const { group, arm, entry: randomised } = enrolled;
  const draw = binaryOutcome(
    groups.flatMap((cell) => [responseRate(response, cell, 0), responseRate(response, cell, 1)]),
  );
  const responded = new Uint8Array(group.length);
  const patients = { n: 0, group, arm, entry: new Float64Array(group.length) };
  const { entry } = patients;
  const { assessedAt } = response;
  return {
    patients,
    start() {
      draw(enrolled, words, responded);
      patients.n = enrolled.n;
      for (let k = 0; k < patients.n; k++) entry[k] = randomised[k] + assessedAt;
    },
    leaveOut({ time, calendar, code }) {
      for (let k = 0; k < patients.n; k++) {
        if (responded[k] === 1) continue;
        entry[k] = NEVER;
        time[k] = NEVER;
        calendar[k] = NEVER;
        code[k] &= ~1;
      }
    },
    responds: (k) => responded[k] === 1,
  };
}
