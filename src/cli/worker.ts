// The entry of a worker thread: one batch of replicates in, its reply envelope out.
import { executeBatch } from '../engine/task.ts';

export default executeBatch;
