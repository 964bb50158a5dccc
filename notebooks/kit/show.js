// How a notebook shows results: sliders, the charts and words of the report, small tables. One hand with the report.
import { charts } from '../../src/report/charts/index.ts';
import { localised } from '../../src/report/localised.ts';
import { rowOf } from '../../src/report/lookup.ts';
import { messages } from '../../src/report/messages/index.ts';
import { fullText } from '../../src/report/metrics.ts';
import { compileSpec, renderSvg } from '../../src/report/svg.ts';
import { darkColours } from '../../src/report/theme.ts';
import { both, texts } from './language.js';

/** A slider with its value beside it; `view(slider(...))` makes the value a variable of the notebook. The label is `{en, zh}`. */
export function slider(label, { min, max, step, value, percent = false }) {
  const form = document.createElement('label');
  form.className = 'slider';
  const name = document.createElement('span');
  const input = document.createElement('input');
  const output = document.createElement('output');
  const decimals = (String(percent ? step * 100 : step).split('.')[1] ?? '').length;
  name.append(texts(label));
  Object.assign(input, { type: 'range', min, max, step });
  input.value = String(value);
  const show = () => {
    const number = Number(input.value);
    output.textContent = percent ? `${(100 * number).toFixed(Math.min(decimals, 1))}%` : number.toFixed(decimals);
    form.value = number;
  };
  input.addEventListener('input', show);
  show();
  form.append(name, input, output);
  return form;
}

/** Several sliders as one input whose value is an object by their names. */
export function controls(parts) {
  const group = document.createElement('div');
  group.className = 'controls';
  const take = () => {
    group.value = Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, part.value]));
  };
  group.append(...Object.values(parts));
  group.addEventListener('input', take, true);
  // The sliders' own listeners come first in the bubbling phase; the value is read after them.
  group.addEventListener('input', take);
  take();
  return group;
}

// Repaints charts in the dark as the report does.
const dark = document.createElement('style');
dark.textContent = `@media (prefers-color-scheme:dark){${Object.entries(darkColours)
  .map(([light, paint]) => `figure [fill="${light}"]{fill:${paint}}figure [stroke="${light}"]{stroke:${paint}}`)
  .join('')}}`;
document.head.append(dark);

/** A chart of the report in both languages, with its notes below. */
export async function picture(result, name) {
  const layout = document.documentElement.clientWidth < 720 ? 'narrow' : 'wide';
  const drawn = {};
  for (const language of ['en', 'zh']) {
    const chart = charts[name](localised(result, language), language, layout);
    if (chart !== null) drawn[language] = { chart, svg: await renderSvg(await compileSpec(chart.spec), `${name}-${language}`) };
  }
  return both((language) => {
    const figure = document.createElement('figure');
    if (drawn[language] === undefined) return figure;
    const { chart, svg } = drawn[language];
    figure.innerHTML = svg;
    const caption = document.createElement('figcaption');
    // No space after a Chinese full stop.
    caption.textContent = chart.notes.join(' ').replaceAll('。 ', '。');
    figure.append(caption);
    return figure;
  });
}

/** What the numbers say, in one sentence in each language: `{en, zh}`. */
export function sentence(words) {
  const paragraph = document.createElement('p');
  paragraph.className = 'answer';
  paragraph.append(texts(words));
  return paragraph;
}

/** A value with its Monte Carlo interval, as the report writes it in a language. */
export function valueOf(language, result, design, analysis, metric, point = result.base) {
  const row = rowOf(result, point, design, analysis, metric);
  return row === undefined ? '–' : fullText(row, messages(language));
}

/** A table of texts. */
export function table(columns, rows) {
  const element = document.createElement('table');
  const head = element.createTHead().insertRow();
  for (const column of columns) {
    const cell = document.createElement('th');
    cell.scope = 'col';
    cell.textContent = column;
    head.append(cell);
  }
  const body = element.createTBody();
  for (const cells of rows) {
    const row = body.insertRow();
    for (const text of cells) row.insertCell().textContent = text;
  }
  const scroll = document.createElement('div');
  scroll.className = 'scroll';
  // What scrolls on a phone must be reached by keyboard, and have a name.
  scroll.tabIndex = 0;
  scroll.setAttribute('role', 'region');
  scroll.setAttribute('aria-label', columns.join(', '));
  scroll.append(element);
  return scroll;
}

/** A probability to be guessed before it is shown: the value is null until the reader commits to it. */
export function prediction(question) {
  const form = document.createElement('form');
  form.className = 'prediction';
  const asked = slider(question, { min: 0, max: 1, step: 0.05, value: 0.5, percent: true });
  const button = document.createElement('button');
  button.append(texts({ en: 'That is my prediction: show me', zh: '这是我的预测：看结果' }));
  form.append(asked, button);
  form.value = null;
  // Moving the slider is thinking; only the button is an answer.
  form.addEventListener('input', (event) => {
    if (form.contains(event.target) && event.target !== form) event.stopPropagation();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    form.value = asked.value;
    form.dispatchEvent(new Event('input'));
  });
  return form;
}

/** Says that trials are being played, as long as they are. */
export function playing() {
  const line = document.createElement('p');
  line.className = 'playing';
  line.setAttribute('role', 'status');
  line.append(texts({ en: 'Trials are being played: what is shown is of the sliders before.', zh: '正在模拟：所示结果对应移动滑块之前的设置。' }));
  return line;
}

/** Results that stand behind a prediction; `value` is what was asked for as text with its Monte Carlo error, in a language. */
export function revealed(guess, value, ...content) {
  const part = document.createElement('div');
  part.className = 'revealed';
  if (guess === null) {
    const wait = document.createElement('p');
    wait.className = 'wait';
    wait.append(texts({ en: 'Predict first; then the simulation answers.', zh: '请先预测，再看模拟结果。' }));
    const hidden = document.createElement('div');
    hidden.hidden = true;
    hidden.append(...content);
    part.append(wait, hidden);
    return part;
  }
  const percent = (share) => `${(100 * share).toFixed(0)}%`;
  part.append(
    sentence({
      en: `You said ${percent(guess)}; the simulation says ${value('en')}.`,
      zh: `您的预测为 ${percent(guess)}，模拟结果为 ${value('zh')}。`,
    }),
    ...content,
  );
  return part;
}
