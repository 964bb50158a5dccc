/** The trials that are timed, as scenario files. */

const truthA = `
truth:
  markers: {M: {prevalence: 0.4}}
  enrolment: {screened per month: [{until: 6, value: 16.666666666666668}, {value: 25}], arrivals: uniform}
  endpoints:
    OS:
      time-to-event:
        control: {median: {M+: 12, M-: 10}}
        hazard ratio: {M+: 0.6, M-: 1}
        dropout: {rate: 0.02}`;

const testsA = `
      overall: {of: OS, by: log-rank, estimate: pike}
      M+: {of: OS, in: M+, by: log-rank, estimate: pike}
      stratified: {of: OS, by: log-rank, stratify by: [M], estimate: pike}`;

const design = (looks: string, tests: string, name = 'one') => `
  ${name}:
    randomise: {ratio: 1:1, blocks: 4}
    size: {randomised: 400}
    ${looks}
    tests:${tests}`;

const scenario = (id: string, truth: string, designs: string) => `id: ${id}
title: ${id}${truth}
designs:${designs}
simulation: {replicates: 20000}
`;

const atTheEnd = 'analyse at: {events: 280}';

/** Job A of the yardstick: 400 patients, one look at the 280th event, three log-rank tests. */
export const jobA = scenario('job-a', truthA, design(atTheEnd, testsA));

export const threeLooks = scenario(
  'three-looks',
  truthA,
  design('looks: {at: [{events: 93}, {events: 187}, {events: 280}]}', testsA),
);

export const sixAnalyses = scenario(
  'six-analyses',
  truthA,
  design(
    atTheEnd,
    `${testsA}
      M-: {of: OS, in: M-, by: log-rank, estimate: pike}
      cox: {of: OS, by: cox}
      late: {of: OS, by: fleming-harrington, weights: {rho: 0, gamma: 1}, estimate: pike}`,
  ),
);

export const threeDesigns = scenario(
  'three-designs',
  truthA,
  `${design(atTheEnd, testsA)}
  enriched:
    enrol: M+
    randomise: {ratio: 1:1, blocks: 4}
    size: {randomised: 400}
    analyse at: {events: 280}
    tests: {M+: {of: OS, by: log-rank, estimate: pike}}
${design(atTheEnd, testsA, 'stratified').replace('blocks: 4', 'blocks: 4, stratify by: [M]')}`,
);

const truthB = `
truth:
  markers: {M: {prevalence: 0.4}}
  enrolment: {screened per month: 20}
  endpoints:
    ORR:
      binary: {control: {rate: {M+: 0.25, M-: 0.2}}, risk difference: {M+: 0.2, M-: 0.05}}`;

const testsB = `tests:
      overall: {of: ORR, by: risk-difference}
      M+: {of: ORR, in: M+, by: risk-difference}`;

/** Job B: binary, four cells, 200 patients, two tests. */
export const jobB = scenario(
  'job-b',
  truthB,
  `
  one:
    randomise: {ratio: 1:1, blocks: 4}
    size: {randomised: 200}
    ${testsB}`,
);

/** Job C: binary, 400 patients, two stages, the better of all and M+ goes on, closed test of the stages' own patients. */
export const jobC = scenario(
  'job-c',
  truthB,
  `
  one:
    randomise: {ratio: 1:1, blocks: 4, stratify by: [M]}
    size: {randomised: 400}
    looks: {at: [{patients: 200}, {patients: 400}], select: {from: [overall, M+], by: z, rule: best}}
    multiplicity: {closed: spiessens-debois, combine: inverse-normal, stages: patients}
    ${testsB}`,
);
/** Single-arm phase II on responses, then a phase III of survival where it goes on: in everybody or in M+. */
export const program = scenario(
  'program',
  `
truth:
  markers: {M: {prevalence: 0.4}}
  enrolment: {screened per month: 25}
  endpoints:
    ORR: {binary: {control: {rate: {M+: 0.25, M-: 0.15}}, odds ratio: {M+: 2, M-: 1}, assessed at: 2}}
    OS: {time-to-event: {control: {median: {M+: 12, M-: 10}}, hazard ratio: {M+: 0.7, M-: 1}, dropout: {rate: 0.01}}}
  worthwhile: {OS: 0.9}`,
  `
  phase2:
    single arm: experimental
    size: {treated: 60}
    tests: {M+: {of: ORR, in: M+, against: {rate: 0.25}, by: exact, alpha: 0.2}, M-: {of: ORR, in: M-, against: {rate: 0.25}, by: exact, alpha: 0.2}}
  enriched:
    enrol: M+
    size: {randomised: 400}
    analyse at: {events: 280}
    tests: {OS: {of: OS, by: log-rank, estimate: pike}}
  all-comers:
    randomise: {stratify by: [M]}
    size: {randomised: 400}
    analyse at: {events: 280}
    tests: {OS: {of: OS, by: log-rank, stratify by: [M], estimate: pike}}
programs:
  led:
    - run: phase2
      then: {broad: reject M+ and reject M-, enrich: reject M+, stop: otherwise}
    - {on: broad, run: all-comers, gap: 6, then: {everybody: {when: reject OS, for: all}, nobody: {when: otherwise, for: none}}}
    - {on: enrich, run: enriched, gap: 6, then: {M+ only: {when: reject OS, for: M+}, nobody: {when: otherwise, for: none}}}`,
);

/** Heat map of false predictive claims: 11 x 11 truths, prognostic by predictive, and four rules. */
export const heatMap = scenario(
  'heat-map',
  `
truth:
  markers: {M: {prevalence: 0.4}}
  enrolment: {screened per month: 15}
  endpoints:
    ORR: {binary: {control: {rate: 0.2}, prognostic odds ratio: {M+: 1, M-: 1}, odds ratio: {M+: 1, M-: 1}, assessed at: 2}}`,
  `
  contrast: {single arm: experimental, size: {treated: 60}, tests: {gap: {in: M+, against: M-, alpha: 0.05}}, classify: {predictive: reject gap}}
  history: {single arm: experimental, enrol: M+, size: {treated: 40}, tests: {M+: {against: {rate: 0.2}, by: exact, alpha: 0.05}}, classify: {marker: M, predictive: reject M+}}
  randomised: {size: {randomised: 120}, tests: {x: {interaction: M, alpha: 0.05}}, classify: {predictive: reject x}}
  in M+: {enrol: M+, size: {randomised: 80}, tests: {M+: {alpha: 0.05}}, classify: {marker: M, predictive: reject M+}}
sweep:
  truth.endpoints.ORR.binary.prognostic odds ratio.M+: [1, 1.2, 1.4, 1.6, 1.8, 2, 2.3, 2.6, 3, 3.5, 4]
  truth.endpoints.ORR.binary.odds ratio.M+: [1, 1.2, 1.4, 1.6, 1.8, 2, 2.3, 2.6, 3, 3.5, 4]`,
);

const tumours = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** Eight tumours, 120 patients in one arm, each tumour tested: alone, or together by a method. */
export const basketTrial = (by: string): string =>
  scenario(
    `baskets-${by}`,
    `
truth:
  strata: {tumour: {${tumours.map((name) => `${name}: {share: 0.125}`).join(', ')}}}
  enrolment: {screened per month: 10}
  endpoints:
    ORR:
      binary: {control: {rate: 0.2}, experimental: {rate: {${tumours
        .slice(0, 4)
        .map((name) => `tumour = ${name}: 0.2`)
        .join(', ')}, all: 0.4}}}`,
    `
  one:
    single arm: experimental
    size: {treated: 120}
    tests:
      by tumour: {of: ORR, in: each tumour, against: {rate: 0.2}, by: ${by}}`,
  );

/** Job A with the arrivals that scenarios have by default. */
export const poissonArrivals = jobA.replace(', arrivals: uniform', '');
