import type { ScenarioResult } from '../../operating-characteristics/result.ts';
import { messages } from '../messages/index.ts';
import type { Language } from '../messages/messages.ts';
import { localText } from '../messages/text.ts';
import { acrossTruths } from './acrossTruths.ts';
import { answerSection, questionSection } from './answer.ts';
import { assumptionsSection } from './assumptions.ts';
import type { Block } from './block.ts';
import { chartsSection, type MissingCharts } from './charts.ts';
import { checksSection } from './checks.ts';
import { classesSection } from './classes.ts';
import { comparisonSection } from './comparison.ts';
import { methodsSection } from './methods.ts';
import { provenanceSection, warningsSection } from './provenance.ts';
import { tippingSection } from './tipping.ts';

/** A report in one language, in no form yet. */
export interface ReportDocument {
  language: Language;
  title: string;
  /** The guideline clauses that the scenario is about; null where it names none. */
  guideline: string | null;
  /** Sections in order. */
  sections: Block[];
}

export interface DocumentOptions {
  /** Names of the charts that were drawn, in order. */
  drawn: Set<string>;
  missing: MissingCharts;
  /** The scenario file in the reproduction command. */
  scenarioFile: string;
}

/** The report of a result: question, answer, comparison, charts, classes of a marker, what would change the answer, assumptions, methods, checks, provenance. */
export function documentOf(
  result: ScenarioResult,
  language: Language,
  { drawn, missing, scenarioFile }: DocumentOptions,
): ReportDocument {
  const words = messages(language);
  const clauses = result.scenario.guideline.map(({ clause, title }) =>
    title === undefined ? clause : `${clause} ${localText(title, language)}`,
  );
  return {
    language,
    title: localText(result.scenario.title, language),
    guideline: clauses.length === 0 ? null : words.list(clauses),
    sections: [
      ...questionSection(result, language),
      answerSection(result, language),
      comparisonSection(result, language),
      ...acrossTruths(result, language),
      chartsSection(language, drawn, missing),
      ...classesSection(result, language),
      ...tippingSection(result, language),
      assumptionsSection(result, language, drawn),
      methodsSection(result, language),
      checksSection(result, language),
      warningsSection(result, language),
      provenanceSection(result, language, scenarioFile),
    ],
  };
}
