import { createHash } from 'node:crypto';
import type { ScenarioResult } from '../../operating-characteristics/result.ts';
import type { Block } from '../document/block.ts';
import type { ReportDocument } from '../document/document.ts';
import { messages } from '../messages/index.ts';
import type { Language } from '../messages/messages.ts';
import { type RuntimeTexts, runtimeScript } from '../runtime.ts';
import { browserScript } from './browser.ts';
import { controlsHtml } from './controls.ts';
import { figureHtml } from './figure.ts';
import { blocksHtml, escapeHtml } from './html.ts';
import type { CompiledChart } from './pack.ts';
import { type Payload, packedText, payloadOf } from './payload.ts';
import { runningFoot, style } from './style.ts';

/** Largest page: it must pass through a mail server and open on a phone. */
const mostBytes = 1_490_000;

/** The same page in another language. */
interface PageLink {
  file: string;
  language: Language;
}

/** What the page is made of beside the result. */
export interface PageOptions {
  document: ReportDocument;
  charts: CompiledChart[];
  runtime: RuntimeTexts;
  /** The page in other languages. */
  others: PageLink[];
}

const bytes = (text: string) => Buffer.byteLength(text, 'utf8');
const sha256 = (text: string) => `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;

function head({ title, language }: ReportDocument, policy: string): string {
  return [
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escapeHtml(title)} \u2013 ${escapeHtml(messages(language).page.lead)}</title>`,
  ].join('\n');
}

/** Title, guideline clauses, contents, and the way to the other languages. */
function opening({ title, language, guideline, sections }: ReportDocument, others: PageLink[]): string {
  const words = messages(language);
  const links = [
    ...sections.flatMap((block) =>
      block.kind === 'section' && !['question', 'answer', 'warnings'].includes(block.id)
        ? [`<li><a href="#${block.id}">${escapeHtml(block.title)}</a>`]
        : [],
    ),
    `<li><a href="#downloads">${escapeHtml(words.page.downloads)}</a>`,
    ...others.map((other) => {
      const { tag, ownName } = messages(other.language);
      return `<li><a href="${escapeHtml(other.file)}" hreflang="${tag}" lang="${tag}">${ownName}</a>`;
    }),
  ];
  return [
    `<header><p class="kicker">MarkerSim \u00b7 ${escapeHtml(words.page.lead)}</p>`,
    `<h1>${escapeHtml(title)}</h1>`,
    guideline === null
      ? ''
      : `<p class="meta">${escapeHtml(words.panel(words.page.guideline, guideline))}</p>`,
    `</header><nav aria-label="${escapeHtml(words.page.contents)}"><ul>${links.join('')}</ul></nav>`,
  ].join('\n');
}

function downloads(result: ScenarioResult, language: Language, { digits, scenario }: Payload): string {
  const words = messages(language).page;
  const id = escapeHtml(result.scenario.id);
  const link = (kind: string, file: string, text: string) =>
    `<a class="button" data-download="${kind}" download="${file}" href="#downloads">${escapeHtml(text)}</a>`;
  const csv =
    digits === 'none'
      ? `<span class="note">${escapeHtml(words.notEmbedded('results.csv'))}</span>`
      : `${link('csv', `${id}.csv`, words.downloadCsv)}${digits === 'all' ? '' : ` <span class="note">${escapeHtml(words.rounded)}</span>`}`;
  const yaml = scenario ? link('yaml', `${id}.yaml`, words.downloadScenario) : '';
  return `<section id="downloads" class="screen"><h2>${escapeHtml(words.downloads)}</h2><p class="saves">${yaml}${csv}</p><p class="note">${escapeHtml(words.downloadsNote)}</p></section>`;
}

/** Blocks without what holds at other truths than the one shown at first. */
const atFirst = (blocks: Block[]): Block[] =>
  blocks.flatMap((block): Block[] => {
    if (block.kind === 'point' && !block.shown) return [];
    return [block.kind === 'section' ? { ...block, content: atFirst(block.content) } : block];
  });

/**
 * The report as one HTML file that needs no network. Its policy allows the two scripts and the style sheet by their hashes and
 * nothing else: no evaluation, no connection, no foreign picture or font. Vega and the data are packed; the page's own script unpacks
 * them. Where not all charts would fit as interactive ones, the
 * comparison at other truths makes room for them: the page says that it is in the data.
 */
export function page(result: ScenarioResult, options: PageOptions): string {
  const whole = pageOf(result, options, options.document.sections);
  if (whole.complete) return whole.html;
  const lighter = pageOf(result, options, atFirst(options.document.sections));
  return lighter.complete || bytes(whole.html) > mostBytes ? lighter.html : whole.html;
}

interface Runtime {
  script: string;
  packed: string;
}

/** The same for the pages of all languages: packing is the slowest part of a page. */
const runtimes = new WeakMap<RuntimeTexts, Runtime>();

function runtimeOf(texts: RuntimeTexts): Runtime {
  const known = runtimes.get(texts);
  if (known !== undefined) return known;
  const script = runtimeScript(texts);
  const made = { script, packed: packedText(script) };
  runtimes.set(texts, made);
  return made;
}

/** A page of sections, and whether all its charts are interactive. */
function pageOf(result: ScenarioResult, options: PageOptions, sections: Block[]) {
  const { document, charts } = options;
  const { language } = document;
  const words = messages(language);
  const runtime = runtimeOf(options.runtime);
  const sheet = style + runningFoot(`MarkerSim ${result.version} \u00b7 ${document.title}`);
  const policy = [
    "default-src 'none'",
    `script-src ${sha256(runtime.script)} ${sha256(browserScript)}`,
    `style-src ${sha256(sheet)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const explored = (block: Block) =>
    block.kind === 'section' && (block.id === 'comparison' || block.id === 'charts');
  const start = sections.findIndex(explored);
  const end = sections.findLastIndex(explored) + 1;
  const whole = (data: Payload) => {
    const figure = (name: string) =>
      figureHtml(charts.find((chart) => chart.name === name)!, language, data.live.has(name));
    const named = new Map<string, number>();
    const html = (blocks: Block[]) => blocksHtml(blocks, { figure, under: '', named });
    return [
      `<!DOCTYPE html>\n<html lang="${words.tag}">\n<head>\n${head(document, policy)}\n<style>${sheet}</style>\n</head>\n<body>`,
      opening(document, options.others),
      '<main>',
      html(sections.slice(0, start)),
      // Gone as soon as the scripts run: also a browser that cannot unpack them reads it.
      `<p class="note unscripted">${escapeHtml(words.page.noScript)}</p>`,
      `<div class="explore">${controlsHtml(result, language)}`,
      result.points.length > 1
        ? `<p id="elsewhere" class="note" role="status" hidden>${escapeHtml(words.page.elsewhere)}</p>`
        : '',
      `<p class="hint note">${escapeHtml(words.sentences([words.page.hoverHint, ...(result.designs.length < 2 ? [] : [words.page.clickHint])]))}</p>`,
      html(sections.slice(start, end)),
      '</div>',
      html(sections.slice(end)),
      downloads(result, language, data),
      '<div id="said" role="status"></div>',
      '</main>',
      `<footer><p>MarkerSim ${escapeHtml(result.version)} \u00b7 ${escapeHtml(result.scenario.id)}</p></footer>`,
      '<div id="tip" role="tooltip"></div>',
      `<script type="text/plain" id="payload">${data.text}</script>`,
      '<!-- Vega and vega-interpreter: (c) University of Washington Interactive Data Lab, BSD-3-Clause -->',
      `<script type="text/plain" id="runtime">${runtime.packed}</script>`,
      `<script>${browserScript}</script>\n</body>\n</html>\n`,
    ].join('\n');
  };
  // What is said of charts and data that do not fit is counted: nothing fits in the page that is measured.
  const bare = whole({ text: '', live: new Set(), digits: 'none', scenario: true });
  const payload = payloadOf(result, charts, mostBytes - bytes(bare));
  return { html: whole(payload), complete: payload.live.size === charts.length };
}
