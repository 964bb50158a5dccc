/** What the tables of fields cannot say. */
export const REFERENCE_INTRODUCTION = `# The scenario language: every field

Made from the schema (\`npx markersim schema --reference\`); do not edit by hand.

A scenario crosses assumptions (\`truth\`) with options (\`designs\`). The truth never mentions a design, the designs never
mention the truth. Times are in months, hazards and rates per month, probabilities in [0, 1].

**Populations.** \`all\`, \`EGFR+\`, \`EGFR-\`, \`EGFR?\` (no assay result), \`tumour = lung\`, joined by \`&\` (and), \`|\` (or) and
\`not\`, with parentheses. Under \`truth\` a marker means its true status; in \`designs\` it means what the assay said, and
\`true EGFR+\` the true status.

**By cell.** Where a form reads "number, or table: name to number", one number holds for everybody, and a table gives a
number by population, with keys joined by \`&\` only. The most specific key counts (most parts), \`all\` is the default; a kind
of patient without a value, or with two equally specific ones, is a fault.

**By period.** \`[{until: 3, value: 1}, {value: 0.6}]\`: 1 for the first 3 months, 0.6 from then on. The last period has no
\`until\`.

**Effects.** What a marker does to the control arm is prognostic (\`control\` by cell, or one control and \`prognostic hazard
ratio\`, \`prognostic odds ratio\`, \`prognostic shift\`); what it does to the treatment effect is predictive (\`hazard ratio\`,
\`odds ratio\`, ... by cell). An arm may also be given outright (\`experimental\`); prognostic factors do not act on it.

**Cure.** With \`cured\`, a median, hazard or Weibull time is that of the patients not cured, and a hazard ratio acts on them;
\`survival\` points are those of everybody.

**Claims.** \`reject TEST\`, joined by \`and\`, \`or\`, \`not\`, with parentheses; \`otherwise\` as the last. In parallel trials a test is
\`TRIAL/TEST\`, or \`TEST\` where only one trial has it.

**Sweep.** A path is keys joined by dots from \`truth\` or \`designs\`; a key that holds a dot stands in double quotes, a place
in a list is its number from 0. Values are put in before designs are extended and defaults filled.

**Names** of designs, tests, trials, endpoints and claims are free text on one line, but no whole numbers.
`;
