// The entry of the thread that draws: a report in one language. It reads the page's runtime itself, and packs it once for all reports.
import type { ScenarioResult } from '../operating-characteristics/result.ts';
import type { Language } from '../report/messages/messages.ts';
import { type DrawOptions, drawLanguage } from '../report/renderReport.ts';
import { pageRuntime } from './pageRuntime.ts';

export interface DrawTask {
  readonly result: ScenarioResult;
  readonly language: Language;
  readonly options: Omit<DrawOptions, 'runtime'>;
}

export default ({ result, language, options }: DrawTask) =>
  drawLanguage(result, language, { ...options, runtime: pageRuntime() });
