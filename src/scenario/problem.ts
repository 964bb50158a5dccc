import type { FaultCode, FaultParameters } from '../errors.ts';

/** A fault that does not know its place yet: thrown by the small parsers, placed by who called them. */
export class Problem<C extends FaultCode = FaultCode> extends Error {
  readonly code: C;
  readonly parameters: FaultParameters<C>;

  constructor(code: C, parameters: FaultParameters<C>) {
    super(code);
    this.code = code;
    this.parameters = parameters;
  }
}
