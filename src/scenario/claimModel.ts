/** A test of a trial of the design; `trial` is '' for the only trial of a plain design. */
export interface TestName {
  trial: string;
  test: string;
}

/** What a claim may ask of a trial's end; a number that could not be had makes its part false. */
export type ClaimExpression =
  /** Rejected in favour of the experimental arm. */
  | ({ kind: 'reject' } & TestName)
  /** Rejected in favour of control: z <= -bound. */
  | ({ kind: 'harm' } & TestName)
  /** Compares z, the estimate, or its exponential (a hazard, odds or risk ratio) with a number. */
  | ({
      kind: 'compare';
      what: 'z' | 'estimate' | 'ratio';
      sign: '>=' | '>' | '<=' | '<';
      value: number;
    } & TestName)
  /** Its z is the largest among these, itself one of them; of equal ones the first named is it. */
  | ({ kind: 'strongest'; among: TestName[] } & TestName)
  /** The design ends with this claim. */
  | { kind: 'claim'; label: string }
  | { kind: 'not'; of: ClaimExpression }
  | { kind: 'and'; of: ClaimExpression[] }
  | { kind: 'or'; of: ClaimExpression[] }
  | { kind: 'otherwise' };
