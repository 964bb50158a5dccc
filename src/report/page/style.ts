import { darkColours, designColours, ink } from '../theme.ts';

const swatches = designColours.map((colour, index) => `.swatch${index}{fill:${colour}}`).join('');
/** Repaints drawn charts by their colour attributes, so that one picture serves light and dark. */
const repaint = Object.entries(darkColours)
  .map(([light, dark]) => `figure [fill="${light}"]{fill:${dark}}figure [stroke="${light}"]{stroke:${dark}}`)
  .join('');
const darkSwatches = designColours
  .map((colour, index) => `.swatch${index}{fill:${darkColours[colour]}}`)
  .join('');

const faces =
  'system-ui,-apple-system,"Segoe UI","Helvetica Neue",Arial,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",sans-serif';

/** The page's style sheet. */
export const style = `
:root{color-scheme:light dark;--text:${ink.text};--muted:${ink.muted};--line:#d5dae0;--edge:#7b8590;--soft:#f4f6f8;--paper:#ffffff;--accent:#0067a0;--good:#00694f;--goodSoft:#e2f3ee;--warn:#8a4b00;--warnSoft:#fff4e2}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-padding-top:1rem}
html.scripted{scroll-padding-top:8rem}
body{margin:0;background:var(--paper);color:var(--text);font:16px/1.6 ${faces};overflow-wrap:break-word}
main,header,footer,nav{max-width:61rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:2.6rem}
h1{font-size:2rem;line-height:1.2;margin:.3rem 0 .5rem;letter-spacing:-.015em;text-wrap:balance}
h2{font-size:1.35rem;line-height:1.3;margin:3.2rem 0 .7rem;padding-top:.9rem;border-top:1px solid var(--line);letter-spacing:-.005em}
h3{font-size:1.05rem;line-height:1.35;margin:1.9rem 0 .4rem}
p,ul,dl{margin:.55rem 0}
p,li{max-width:48rem}
ul{padding-left:1.2rem}li{margin:.2rem 0}
a{color:var(--accent);text-underline-offset:.15em}
.kicker,.meta,figcaption,.note,footer{color:var(--muted);font-size:.875rem}
.kicker{margin:0;letter-spacing:.03em}
footer{padding-top:2rem;padding-bottom:2rem}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.15rem 1.2rem;padding:.7rem 0 0;margin:0;font-size:.9rem}
nav a{text-decoration:none}nav a:hover{text-decoration:underline}
#question h2,#answer h2{border-top:0;padding-top:0;margin:1.8rem 0 0;font-size:.8rem;font-weight:600;letter-spacing:.08em;text-transform:uppercase;color:var(--muted)}
.question{font-size:1.3rem;line-height:1.4;margin:.25rem 0;max-width:44rem;text-wrap:pretty}
.answer{border-left:4px solid var(--accent);background:var(--soft);padding:.9rem 1.2rem;margin:.6rem 0 1rem;border-radius:0 6px 6px 0}
.answer .lead{font-size:1.1rem;line-height:1.5;font-weight:600;margin:.1rem 0 .5rem;text-wrap:pretty}
.answer ul{font-size:.95rem}
.warning{border-left:4px solid var(--warn);background:var(--warnSoft);padding:.5rem 1.2rem;margin:.8rem 0;color:var(--text);max-width:none;border-radius:0 6px 6px 0}
.formula{font-family:"Cambria Math","STIX Two Math",Cambria,Georgia,serif;font-size:1.02rem;padding:.1rem 0 .1rem 1.2rem;border-left:2px solid var(--line)}
.scroll{overflow-x:auto;margin:.8rem 0}
table{border-collapse:collapse;font-size:.875rem;line-height:1.4;font-variant-numeric:tabular-nums;min-width:100%}
caption{text-align:left;font-weight:600;padding:.3rem 0}
th,td{text-align:left;text-wrap:balance;vertical-align:top;padding:.45rem .6rem;border-bottom:1px solid var(--line)}
th:first-child,td:first-child{padding-left:0}
th{font-weight:600}.word{white-space:nowrap}tbody th{min-width:7rem}
thead th{color:var(--muted);vertical-align:bottom;font-weight:500;border-bottom-color:var(--edge)}
td.number,th.number{text-align:right}td.number{white-space:nowrap}
td small{display:block;color:var(--muted);font-size:.76rem}
td small span{display:block}
td.best{background:var(--goodSoft)}
.tag{color:var(--good);font-size:.75rem;font-weight:600;margin-left:.4rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.3rem 1.2rem;font-size:.9rem}
dt{color:var(--muted)}dd{margin:0;overflow-wrap:anywhere}
pre{background:var(--soft);padding:.7rem 1rem;overflow-x:auto;font-size:.85rem;white-space:pre-wrap;overflow-wrap:anywhere;border-radius:6px}
pre span{display:inline-block;max-width:100%}
figure{margin:1.6rem 0 2.4rem}
figure h3{margin-top:0}
figcaption p{margin:.15rem 0}
.still,.live{overflow-x:auto;margin:.6rem 0}
.still svg,.live svg{display:block;max-width:100%;height:auto}
.part{display:none}
.drawn .still,figure:not(.drawn) .live{display:none}
details{margin:.4rem 0}
summary{cursor:pointer;color:var(--muted);font-size:.875rem}
details .scroll{max-height:24rem;overflow:auto}
.controls,.saves button,.saves .button{display:none}
.scripted .controls{display:block;position:sticky;top:0;z-index:5;max-height:45vh;overflow:auto;background:var(--paper);border-bottom:1px solid var(--line);padding:.6rem 0;margin:2.4rem 0 0;font-size:.875rem}
.explore #comparison h2{border-top:0;margin-top:1.4rem}
.sliders,.chips{display:flex;flex-wrap:wrap;gap:.4rem .9rem;align-items:center}
.chips{gap:.4rem;margin-top:.5rem}
.chips:first-child{margin-top:0}
.slider{display:inline-flex;align-items:center;gap:.5rem}
.slider span{color:var(--muted)}.slider output{font-variant-numeric:tabular-nums;min-width:2.5rem;font-weight:600}
input[type=range]{accent-color:var(--accent);width:8.5rem;margin:0}
button,.button{font:inherit;font-size:.875rem;color:var(--text);background:var(--paper);border:1px solid var(--edge);border-radius:999px;padding:.25rem .75rem;cursor:pointer;text-decoration:none;gap:.4rem;align-items:center;max-width:100%;text-align:left}
.chips button,.scripted .saves button,.scripted .saves .button{display:inline-flex}
button[hidden]{display:none}
.saves{display:flex;flex-wrap:wrap;gap:.4rem .6rem;align-items:center;max-width:none}
figure .saves button{font-size:.8rem;color:var(--muted);border-color:var(--line)}
.chips button[aria-pressed="true"]{border-color:var(--accent);box-shadow:inset 0 0 0 1px var(--accent)}
.chips svg{width:.8rem;height:.8rem;flex:none}
.hint,.scripted .unscripted{display:none}.scripted .hint{display:block}
#chosen{display:none}
#said{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.isolating .live .role-mark path,.isolating .live .role-mark text{cursor:pointer}
.live .walked{stroke:var(--text)!important;stroke-width:3px!important}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
#tip{position:fixed;z-index:9;pointer-events:none;background:var(--text);color:var(--paper);border-radius:6px;padding:.45rem .65rem;font-size:.8rem;line-height:1.4;white-space:pre-line;max-width:20rem;visibility:hidden;top:0;left:0}
${swatches}
@media screen and (max-width:45rem){thead th{min-width:3rem}html.scripted{scroll-padding-top:1rem}main,header,footer,nav{padding:0 1rem}header{padding-top:1.4rem}h1{font-size:1.5rem}.question{font-size:1.15rem}.scripted .controls{position:static;max-height:none}.still svg{max-width:none}:lang(zh) .scroll td:not(.number){min-width:7em}.scroll td.long,:lang(zh) .scroll td.long{min-width:15em}dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.5rem}figure{margin-left:-.35rem;margin-right:-.35rem}figcaption{padding:0 .35rem}.answer{padding:.7rem .9rem}}
@media screen and (prefers-color-scheme:dark){:root{--text:#e8ebee;--muted:#b3bcc5;--line:#363f48;--edge:#7d8893;--soft:#20262c;--paper:#181c21;--accent:#56b4e9;--good:#5fd6b5;--goodSoft:#17352e;--warn:#e0a24a;--warnSoft:#33291a}${repaint}${darkSwatches}}
@media print{@page{size:A4;margin:15mm 16mm 16mm}@page aside{size:A4 landscape}.aside{page:aside}html{font-size:9.5pt}body{font-size:1rem;line-height:1.45}header{padding-top:0}h2{margin-top:1.6rem}h3{margin-top:1.1rem}figure{margin:.6rem 0 1rem}main,header{max-width:none;padding:0}p,li{max-width:none}nav,footer,.scripted .controls,.screen,.saves,.hint,html:not(.chosen) .live{display:none!important}html:not(.chosen) .drawn .still{display:block}html:not(.chosen) .part{display:revert}p.part{font-weight:600;margin:.6rem 0 .2rem;break-after:avoid}.chosen #chosen{display:block}.chosen .live{overflow:visible}.live svg{max-height:215mm}.still,.scroll{overflow:visible}tr,table.short,.formula,.answer,.warning,dt,dd{break-inside:avoid}caption,p:has(+pre),:is(h2,h3)+.note,.note:has(+.scroll){break-after:avoid}figcaption{break-before:avoid;break-inside:avoid}h2,h3,thead{break-after:avoid}.formula{break-before:avoid}figure h3,.still svg{break-inside:avoid}.still{break-before:avoid}.still svg{max-height:215mm;max-width:100%}details:not([open]):not(.paper){display:none}details.paper::details-content{content-visibility:visible;block-size:auto}details.paper summary{list-style:none;color:inherit;font-weight:600;break-after:avoid}table{font-size:7.5pt;line-height:1.3}td small,.tag{font-size:6.5pt}.aside td small{white-space:nowrap}.aside th,.aside td{padding:.18rem .35rem}.aside .note{font-size:8pt;line-height:1.3;margin:.3rem 0;max-width:none}th,td{padding:.25rem .35rem}td.number{white-space:normal}.kept td.number{white-space:nowrap}a{color:inherit;text-decoration:none}}
`;

/** A text as a string of CSS inside a style element. */
const cssString = (text: string) =>
  `"${text.replace(/["\\<\n\r\f]/g, (character) => `\\${character.codePointAt(0)!.toString(16)} `)}"`;

/** The foot of every printed page, as in the Word document: what it is a page of, and which of how many. */
export function runningFoot(text: string): string {
  const letters = `font:7.5pt ${faces};color:${ink.muted}`;
  return `@media print{@page{@bottom-left{content:${cssString(text)};${letters}}@bottom-right{content:counter(page) " / " counter(pages);${letters}}}}\n`;
}
