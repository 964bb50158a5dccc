// How a notebook shows results: sliders, the charts and sentences of the report, small tables. One hand with the report.
import { answerOf } from '../../src/report/answer.ts';
import { charts } from '../../src/report/charts/index.ts';
import { rowOf } from '../../src/report/lookup.ts';
import { messages } from '../../src/report/messages/index.ts';
import { fullText } from '../../src/report/metrics.ts';
import { compileSpec, renderSvg } from '../../src/report/svg.ts';

/** A slider with its value beside it; `view(slider(...))` makes the value a variable of the notebook. */
export function slider(label, { min, max, step, value, percent = false }) {
  const form = document.createElement('label');
  form.className = 'slider';
  const name = document.createElement('span');
  const input = document.createElement('input');
  const output = document.createElement('output');
  const decimals = (String(percent ? step * 100 : step).split('.')[1] ?? '').length;
  name.textContent = label;
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

const language = document.documentElement.lang.startsWith('zh') ? 'zh' : 'en';

/** A chart of the report, with its notes below and its words for who cannot see it. */
export async function picture(result, name) {
  const layout = document.documentElement.clientWidth < 720 ? 'narrow' : 'wide';
  const chart = charts[name](result, language, layout);
  const figure = document.createElement('figure');
  if (chart === null) return figure;
  figure.innerHTML = await renderSvg(await compileSpec(chart.spec), name);
  const caption = document.createElement('figcaption');
  caption.textContent = chart.notes.join(' ');
  figure.append(caption);
  return figure;
}

/** The answer of the report in one sentence. */
export function answer(result) {
  const paragraph = document.createElement('p');
  paragraph.className = 'answer';
  paragraph.textContent = answerOf(result, language).sentences[0];
  return paragraph;
}

/** A value with its Monte Carlo interval, as the report writes it. */
export function valueOf(result, design, analysis, metric, point = result.base) {
  const row = rowOf(result, point, design, analysis, metric);
  return row === undefined ? '–' : fullText(row, messages(language));
}

/** A table of texts. */
export function table(columns, rows) {
  const element = document.createElement('table');
  const head = element.createTHead().insertRow();
  for (const column of columns) {
    const cell = document.createElement('th');
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
  scroll.append(element);
  return scroll;
}
