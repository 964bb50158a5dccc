/**
 * One hand for every chart: colours, type and the Vega-Lite configuration.
 *
 * The palette of designs is Okabe and Ito's (Color Universal Design, 2008) with its light hues darkened until each has a contrast
 * of at least 3:1 on white (WCAG 1.4.11), and four more; designs differ in shape and dash as well, so that colour never carries
 * meaning alone. Parts of a whole (claims, ends of a program) are no designs: they are pale, and outlined where they meet.
 */

/** Colour, point shape and dash of the first, second, ... design of a scenario. */
export const designColours = [
  '#0072b2',
  '#c8500a',
  '#00856a',
  '#a8558a',
  '#8f6b00',
  '#3a8fc2',
  '#5b5b66',
  '#7a3b12',
  '#1a12b0',
  '#14472f',
  '#e83e6b',
  '#5f9a1e',
];
export const designShapes = [
  'circle',
  'square',
  'diamond',
  'triangle-up',
  'triangle-down',
  'cross',
  'triangle-right',
  'triangle-left',
];
export const designDashes = [
  [1, 0],
  [6, 2],
  [2, 2],
  [8, 2, 2, 2],
  [10, 3],
  [4, 1],
  [1, 2],
  [6, 4],
];

/** Fills of the first, second, ... part of a whole, none near a design's colour; and of parts that claim nothing. */
export const partColours = [
  '#eab85c',
  '#a9d6f5',
  '#b99be8',
  '#8ed6b8',
  '#f08f86',
  '#f3eea0',
  '#f7b6dc',
  '#c8a078',
];
export const nothingColours = ['#dfe3e8', '#a3abb5'];

/** Arms have their own two colours, none of them a design's. */
export const armColours = { control: '#6f7782', experimental: '#5a3fa0' };

export const ink = { text: '#1d242c', muted: '#55606c', rule: '#8a949f', grid: '#e3e7eb', paper: '#ffffff' };

/**
 * Numbers and frames on the cells of a map. The cells keep their colours on a dark page, so these must too: none of them is a colour
 * that `darkColours` repaints.
 */
export const onCell = { dark: '#1c232b', light: '#fefefe' };

/**
 * What each colour becomes on a dark page. The page applies this as CSS on the colour attributes of the drawn SVG, so that one
 * picture serves both, and print always gets the light one.
 */
export const darkColours: Record<string, string> = {
  '#0072b2': '#56b4e9',
  '#c8500a': '#f08a4b',
  '#00856a': '#2fc09c',
  '#a8558a': '#dd94c0',
  '#8f6b00': '#e0b83c',
  '#3a8fc2': '#9ad3f5',
  '#5b5b66': '#b4b4c0',
  '#7a3b12': '#cf8a5c',
  '#1a12b0': '#8f9bf0',
  '#14472f': '#8fd08a',
  '#e83e6b': '#ff7fa0',
  '#5f9a1e': '#c5e06a',
  '#eab85c': '#8a6212',
  '#a9d6f5': '#2c6a96',
  '#b99be8': '#6b4a9e',
  '#8ed6b8': '#2e6e46',
  '#f08f86': '#9a3f38',
  '#f3eea0': '#6f6c1e',
  '#f7b6dc': '#94487a',
  '#c8a078': '#6a4a2c',
  '#dfe3e8': '#3b434c',
  '#a3abb5': '#6d7680',
  '#6f7782': '#a4adb8',
  '#5a3fa0': '#b39df0',
  '#1d242c': '#e8ebee',
  '#55606c': '#b3bcc5',
  '#8a949f': '#818b96',
  '#e3e7eb': '#323a43',
  '#ffffff': '#181c21',
};

/** Latin first, then a Chinese face of Windows, macOS and Linux. */
export const fontFamily =
  "'Helvetica Neue', Arial, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif";

/** Vega-Lite `config` shared by all charts. Limits are off: a label that does not fit is a fault to be seen, not cut. */
export const config = {
  font: fontFamily,
  background: 'transparent',
  padding: 6,
  aria: false,
  view: { stroke: null },
  axis: {
    domainColor: ink.rule,
    tickColor: ink.rule,
    gridColor: ink.grid,
    labelColor: ink.muted,
    titleColor: ink.muted,
    labelFontSize: 11,
    titleFontSize: 11,
    titleFontWeight: 'normal',
    labelLimit: 0,
    titleLimit: 0,
    tickSize: 4,
    titlePadding: 6,
  },
  axisY: {
    domain: false,
    ticks: false,
    titleAnchor: 'end',
    // Room for a `+` before its grid line.
    labelPadding: 6,
    titleAngle: 0,
    titleAlign: 'left',
    titleX: 0,
    titleY: -10,
  },
  header: {
    labelColor: ink.muted,
    titleColor: ink.muted,
    labelFontSize: 11,
    titleFontSize: 11,
    labelLimit: 0,
    titleLimit: 0,
    labelPadding: 6,
  },
  legend: {
    labelColor: ink.text,
    titleColor: ink.muted,
    labelFontSize: 12,
    labelLimit: 0,
    titleLimit: 0,
    symbolSize: 90,
    symbolStrokeWidth: 2,
    orient: 'top',
    title: null,
    symbolOpacity: 1,
    symbolDash: [1, 0],
    columnPadding: 18,
    offset: 12,
  },
  title: {
    color: ink.text,
    subtitleColor: ink.muted,
    fontSize: 12,
    fontWeight: 'bold',
    subtitleFontSize: 11,
    anchor: 'start',
    frame: 'group',
    offset: 8,
    limit: 0,
  },
  text: { color: ink.text, fontSize: 11 },
};
