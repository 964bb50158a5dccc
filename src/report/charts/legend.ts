import { textWidth } from '../textWidth.ts';
import { balanced } from '../wrap.ts';
import type { Layout } from './chart.ts';

/** Symbol of a legend and the room after its label, in px. */
const besideLabel = 36;

/** Px of a legend beside the axis that paper still shows in letters of 7 pt: see `readable`, which narrows panels and no legend. */
const room = 700;

/** Half-ems of a line of a label beside a phone's chart. */
const narrowLine = 40;

/** Long labels in lines, where there are any: one line of them would make the picture wider than the phone, which shrinks it. */
function broken(labels: string[]) {
  const lines = Object.fromEntries(
    labels.map((label) => [label, balanced(label, narrowLine)]).filter(([, parts]) => parts!.length > 1),
  );
  return Object.keys(lines).length === 0
    ? {}
    : { labelExpr: `(${JSON.stringify(lines)})[datum.label] || datum.label` };
}

/** A legend of these labels, in as many rows as they need: one that is wider than the chart would shrink it. */
export function legendOf(labels: string[], layout: Layout) {
  if (layout === 'narrow') return { direction: 'vertical', values: labels, ...broken(labels) };
  const sizes = labels.map((label) => textWidth(label, 12, false) + besideLabel);
  const fits = sizes.reduce((sum, size) => sum + size, 0) <= room;
  const columns = Math.max(1, Math.floor(room / Math.max(...sizes)));
  return { direction: 'horizontal', values: labels, ...(fits ? {} : { columns }) };
}

/** Labels of the designs that have a mark, in the order of the result. */
export const drawnLabels = (domain: string[], marks: readonly { label: string }[]) => {
  const drawn = new Set(marks.map(({ label }) => label));
  return domain.filter((label) => drawn.has(label));
};
