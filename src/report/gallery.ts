import { createHash } from 'node:crypto';
import type { ScenarioResult } from '../operating-characteristics/result.ts';
import { answerOf } from './answer.ts';
import { replicatesText } from './document/methods.ts';
import { localised } from './localised.ts';
import { messages } from './messages/index.ts';
import type { Language } from './messages/messages.ts';
import { localText } from './messages/text.ts';
import { escapeHtml } from './page/html.ts';

/** A finished run in the gallery. */
export interface GalleryEntry {
  result: ScenarioResult;
  /** The report's page, relative to the gallery; null where the run wrote results only. */
  page: string | null;
  /** A chart of it as SVG text; null where there is none. */
  thumbnail: string | null;
}

/** The gallery in another language. */
interface GalleryLink {
  file: string;
  language: Language;
}

/** Narrows the cards to those whose words hold every word that is typed; hashed into the policy, so kept as text. */
const script = `(function () {
  'use strict';
  var field = document.getElementById('search');
  var cards = Array.from(document.querySelectorAll('article'));
  var count = document.getElementById('count');
  var chips = Array.from(document.querySelectorAll('.clauses button'));
  document.documentElement.classList.add('scripted');
  function narrow() {
    var words = field.value.toLowerCase().split(/\\s+/).filter(Boolean);
    var shown = 0;
    cards.forEach(function (card) {
      var text = card.dataset.words;
      card.hidden = !words.every(function (word) { return text.indexOf(word) >= 0; });
      if (!card.hidden) shown += 1;
    });
    count.textContent = shown + ' / ' + cards.length;
    chips.forEach(function (chip) { chip.setAttribute('aria-pressed', String(chip.textContent.toLowerCase() === field.value.toLowerCase())); });
    try { history.replaceState(null, '', field.value === '' ? location.pathname + location.search : '#' + encodeURIComponent(field.value)); } catch (refused) { return; }
  }
  chips.forEach(function (chip) {
    chip.addEventListener('click', function () {
      field.value = chip.getAttribute('aria-pressed') === 'true' ? '' : chip.textContent;
      narrow();
    });
  });
  function recall() {
    try { field.value = decodeURIComponent(location.hash.slice(1)); } catch (unreadable) { field.value = ''; }
    narrow();
  }
  field.addEventListener('input', narrow);
  // What is typed narrows at once; there is nothing to send.
  field.form.addEventListener('submit', function (event) { event.preventDefault(); });
  addEventListener('hashchange', recall);
  recall();
})();`;

const style = `
:root{color-scheme:light dark;--text:#1d242c;--muted:#55606c;--line:#d5dae0;--edge:#7b8590;--soft:#f4f6f8;--paper:#fff;--accent:#0067a0}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--text);font:16px/1.55 system-ui,-apple-system,"Segoe UI","Helvetica Neue",Arial,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",sans-serif;overflow-wrap:break-word}
header,main{max-width:76rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:2.2rem}
h1{font-size:1.9rem;line-height:1.2;margin:.3rem 0}
.muted{color:var(--muted);font-size:.875rem;margin:.2rem 0}
a{color:var(--accent)}
form,.clauses{display:none}
.scripted form{display:flex;gap:.8rem;align-items:center;flex-wrap:wrap;margin:1.2rem 0 .6rem}
.scripted .clauses{display:flex;gap:.4rem;flex-wrap:wrap;margin:0 0 1.2rem}
input{font:inherit;color:var(--text);background:var(--paper);border:1px solid var(--edge);border-radius:8px;padding:.45rem .7rem;width:22rem;max-width:100%}
button{font:inherit;font-size:.85rem;color:var(--text);background:var(--paper);border:1px solid var(--edge);border-radius:999px;padding:.15rem .65rem;cursor:pointer}
button[aria-pressed=true]{border-color:var(--accent);box-shadow:inset 0 0 0 1px var(--accent)}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
main{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(21rem,100%),1fr));gap:1.2rem;padding-bottom:3rem}
article{border:1px solid var(--line);border-radius:10px;overflow:hidden;display:flex;flex-direction:column}
article[hidden]{display:none}
.picture{background:#fff;height:11rem;overflow:hidden;border-bottom:1px solid var(--line);padding:.6rem}
.picture img{width:100%;height:100%;object-fit:cover;object-position:top left;display:block}
.words{padding:.8rem 1rem 1rem}
h2{font-size:1.1rem;line-height:1.35;margin:.1rem 0 .4rem}
.words p{margin:.35rem 0;font-size:.92rem}
.answer{border-left:3px solid var(--accent);padding-left:.7rem}
@media screen and (prefers-color-scheme:dark){:root{--text:#e8ebee;--muted:#b3bcc5;--line:#363f48;--edge:#7d8893;--soft:#20262c;--paper:#181c21;--accent:#56b4e9}}
@media print{form,.clauses{display:none!important}article{break-inside:avoid}}
`;

const sha256 = (text: string) => `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;

function card({ result, page, thumbnail }: GalleryEntry, language: Language): string {
  const words = messages(language);
  const { scenario } = result;
  const title = localText(scenario.title, language);
  const question = scenario.question === undefined ? '' : localText(scenario.question, language);
  const clauses = scenario.guideline.map(({ clause }) => clause);
  const searched = [
    scenario.id,
    title,
    question,
    ...scenario.guideline.flatMap((entry) => [
      entry.clause,
      entry.title === undefined ? '' : localText(entry.title, language),
    ]),
    ...result.designs.map((design) => localText(design.title, language)),
  ].join(' ');
  const { sentences, setting } = answerOf(localised(result, language), language);
  const heading =
    page === null ? escapeHtml(title) : `<a href="${escapeHtml(encodeURI(page))}">${escapeHtml(title)}</a>`;
  const picture =
    thumbnail === null
      ? ''
      : `<div class="picture"><img alt="" src="data:image/svg+xml;base64,${Buffer.from(thumbnail).toString('base64')}"></div>`;
  return [
    `<article data-words="${escapeHtml(searched.toLowerCase())}">${picture}<div class="words">`,
    `<p class="muted">${escapeHtml([...clauses, scenario.id].join(' \u00b7 '))}</p>`,
    `<h2>${heading}</h2>`,
    question === '' ? '' : `<p>${escapeHtml(question)}</p>`,
    `<p class="answer">${escapeHtml(sentences[0]!)}</p>`,
    // A number is of one truth: the card says of which, as the report does.
    setting === '' ? '' : `<p class="muted">${escapeHtml(setting)}</p>`,
    `<p class="muted">${escapeHtml(words.gallery.made(replicatesText(result, language), words.page.truths(result.points.length), result.version))}</p>`,
    '</div></article>',
  ].join('\n');
}

/**
 * All runs of a folder as one offline page: question, answer and a picture of each, to be searched by guideline clause or by any word.
 * The same runs give the same bytes.
 */
export function galleryPage(entries: GalleryEntry[], language: Language, others: GalleryLink[]): string {
  const words = messages(language);
  const clauses = [
    ...new Set(entries.flatMap(({ result }) => result.scenario.guideline.map(({ clause }) => clause))),
  ].sort();
  const policy = `default-src 'none'; img-src data:; script-src ${sha256(script)}; style-src ${sha256(style)}; base-uri 'none'; form-action 'none'`;
  const links = others.map(({ file, language: other }) => {
    const { tag, ownName } = messages(other);
    return `<a href="${escapeHtml(file)}" hreflang="${tag}" lang="${tag}">${ownName}</a>`;
  });
  return [
    `<!DOCTYPE html>\n<html lang="${words.tag}">\n<head>\n<meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>MarkerSim \u2013 ${escapeHtml(words.gallery.title)}</title>\n<style>${style}</style>\n</head>\n<body>`,
    `<header><p class="muted">MarkerSim ${links.join(' ')}</p><h1>${escapeHtml(words.gallery.title)}</h1>`,
    `<form role="search"><label for="search">${escapeHtml(words.gallery.search)}</label><input id="search" type="search" autocomplete="off" spellcheck="false"><span id="count" class="muted" role="status"></span></form>`,
    `<div class="clauses" role="group" aria-label="${escapeHtml(words.page.guideline)}">${clauses.map((clause) => `<button type="button" aria-pressed="false">${escapeHtml(clause)}</button>`).join('')}</div></header>`,
    `<main>${entries.map((entry) => card(entry, language)).join('\n')}</main>`,
    `<script>${script}</script>\n</body>\n</html>\n`,
  ].join('\n');
}
