import { createHash } from 'node:crypto';
import type { ScenarioResult } from '../../operating-characteristics/result.ts';
import { messages } from '../messages/index.ts';
import type { Language } from '../messages/messages.ts';
import { localText } from '../messages/text.ts';
import { type RuntimeTexts, runtimeScript } from '../runtime.ts';
import { assumptionsSection } from './assumptions.ts';
import { browserScript } from './browser.ts';
import { chartsSection } from './charts.ts';
import { checksSection } from './checks.ts';
import { comparisonSection } from './comparison.ts';
import { escapeHtml, paragraph } from './html.ts';
import { methodsSection } from './methods.ts';
import { answerSection, opening, type PageLink } from './opening.ts';
import type { CompiledChart } from './pack.ts';
import { type Payload, payloadOf } from './payload.ts';
import { provenanceSection } from './provenance.ts';
import { style } from './style.ts';

/** Largest page: it must pass through a mail server and open on a phone. */
const mostBytes = 1_490_000;

/** What the page is made of beside the result. */
export interface PageOptions {
  language: Language;
  charts: CompiledChart[];
  missing: { unknown: string[]; notApplicable: string[] };
  runtime: RuntimeTexts;
  /** The scenario file in the reproduction command. */
  scenarioFile: string;
  /** The page in other languages. */
  others: PageLink[];
}

const bytes = (text: string) => Buffer.byteLength(text, 'utf8');
const sha256 = (text: string) => `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;

function head(result: ScenarioResult, language: Language, policy: string): string {
  const words = messages(language);
  return [
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escapeHtml(localText(result.scenario.title, language))} \u2013 ${escapeHtml(words.page.lead)}</title>`,
  ].join('\n');
}

/**
 * The report as one HTML file that needs no network. Its policy allows the three scripts and the style sheet by their hashes and
 * nothing else: no evaluation, no connection, no foreign picture or font.
 */
export function page(result: ScenarioResult, options: PageOptions): string {
  const { language, charts } = options;
  const words = messages(language);
  const runtime = runtimeScript(options.runtime);
  const policy = [
    "default-src 'none'",
    `script-src ${sha256(runtime)} ${sha256(browserScript)}`,
    `style-src ${sha256(style)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const whole = (data: Payload) =>
    [
      `<!DOCTYPE html>\n<html lang="${words.tag}">\n<head>\n${head(result, language, policy)}\n<style>${style}</style>\n</head>\n<body>`,
      opening(result, language, options.others),
      '<main>',
      answerSection(result, language),
      comparisonSection(result, language),
      chartsSection(result, language, charts, data.live, options.missing),
      assumptionsSection(result, language),
      methodsSection(result, language),
      checksSection(result, language),
      provenanceSection(result, language, options.scenarioFile, downloadPart(result, language, data)),
      '</main>',
      `<footer><p>MarkerSim ${escapeHtml(result.version)} \u00b7 ${escapeHtml(result.scenario.id)}</p></footer>`,
      '<div id="tip" role="tooltip"></div>',
      `<script type="application/json" id="payload">${data.json}</script>`,
      '<!-- Vega and vega-interpreter: (c) University of Washington Interactive Data Lab, BSD-3-Clause -->',
      `<script>${runtime}</script>`,
      `<script>${browserScript}</script>\n</body>\n</html>\n`,
    ].join('\n');
  // What is said of charts and data that do not fit is counted: nothing fits in the page that is measured.
  const bare = whole({ json: '', live: new Set(), digits: 'none' });
  return whole(payloadOf(result, charts, mostBytes - bytes(bare)));
}

function downloadPart(result: ScenarioResult, language: Language, { digits }: Payload): string {
  const words = messages(language).page;
  if (digits === 'none') return paragraph(words.notEmbedded('results.csv'));
  const link = `<a class="button screen" data-download="csv" download="${escapeHtml(result.scenario.id)}.csv" href="results.csv">${escapeHtml(words.downloadCsv)}</a>`;
  return `<p>${link}${digits === 'all' ? '' : ` <span class="note">${escapeHtml(words.rounded)}</span>`}</p>`;
}
