import type { ScenarioResult } from '../../operating-characteristics/result.ts';
import { localised } from '../localised.ts';
import { messages } from '../messages/index.ts';
import type { Language } from '../messages/messages.ts';
import { localText, parameterName, settingValue } from '../messages/text.ts';
import { dimensionsOf, stepOf } from '../sweep.ts';
import { designColours } from '../theme.ts';
import { escapeHtml, inlineJson } from './html.ts';

/** A slider over the steps of each dimension of the sweep: only what was simulated can be chosen. */
function sliders(result: ScenarioResult, language: Language): string {
  const words = messages(language);
  return dimensionsOf(localised(result, language))
    .filter(({ length }) => length > 1)
    .map((dimension) => {
      const names = words.list(dimension.axes.map((axis) => parameterName(axis, words)));
      const values = Array.from({ length: dimension.length }, (_, step) =>
        words.settings(dimension.axes.map((axis) => settingValue(axis.values[step]!))),
      );
      const step = stepOf(dimension, result.base);
      return `<label class="slider"><span>${escapeHtml(names)}</span><input type="range" min="0" max="${dimension.length - 1}" step="1" value="${step}" autocomplete="off" data-stride="${dimension.stride}" data-values="${escapeHtml(inlineJson(values))}" aria-valuetext="${escapeHtml(values[step]!)}"><output>${escapeHtml(values[step]!)}</output></label>`;
    })
    .join('');
}

function chips(result: ScenarioResult, language: Language): string {
  if (result.designs.length < 2) return '';
  const words = messages(language);
  const buttons = result.designs.map(
    ({ id, title }, index) =>
      `<button type="button" aria-pressed="false" data-design="${escapeHtml(id)}"><svg viewBox="0 0 10 10" aria-hidden="true"><circle class="swatch${index % designColours.length}" cx="5" cy="5" r="5"/></svg>${escapeHtml(localText(title, language))}</button>`,
  );
  return `<div class="chips" role="group" aria-label="${escapeHtml(words.page.isolate)}"><span>${escapeHtml(words.page.isolate)}</span><button type="button" aria-pressed="true" data-design="">${escapeHtml(words.page.showAll)}</button>${buttons.join('')}</div>`;
}

/** What steers comparison and charts together: the truth that is looked at, and the design that is singled out. */
export function controlsHtml(result: ScenarioResult, language: Language): string {
  const words = messages(language);
  const truths = sliders(result, language);
  if (truths === '' && result.designs.length < 2) return '';
  const reset =
    truths === ''
      ? ''
      : `<button type="button" id="reset" hidden>${escapeHtml(words.page.backToAnswer)}</button>`;
  const part =
    truths === ''
      ? ''
      : `<div class="sliders"><span>${escapeHtml(words.page.choosePoint)}</span>${truths}${reset}</div>`;
  const chosen = `<p id="chosen" class="note" data-lead="${escapeHtml(words.page.chosen)} " data-design="${escapeHtml(words.page.isolate)}" data-join="${escapeHtml(words.settings(['', '']))}"></p>`;
  return `<div class="controls screen" role="group" aria-label="${escapeHtml(words.page.explore)}">${part}${chips(result, language)}</div>${chosen}`;
}
