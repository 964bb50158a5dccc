import { darkColours, designColours, ink } from '../theme.ts';

const swatches = designColours.map((colour, index) => `.swatch${index}{fill:${colour}}`).join('');
/** Repaints drawn charts by their colour attributes, so that one picture serves light and dark. */
const repaint = Object.entries(darkColours)
  .map(([light, dark]) => `figure [fill="${light}"]{fill:${dark}}figure [stroke="${light}"]{stroke:${dark}}`)
  .join('');
const darkSwatches = designColours
  .map((colour, index) => `.swatch${index}{fill:${darkColours[colour]}}`)
  .join('');

/** The page's style sheet. */
export const style = `
:root{color-scheme:light dark;--text:${ink.text};--muted:${ink.muted};--line:#d5dae0;--soft:#f4f6f8;--paper:#ffffff;--accent:#0072b2;--good:#00694f;--goodSoft:#e2f3ee;--warn:#8a4b00;--warnSoft:#fff4e2}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0;background:var(--paper);color:var(--text);font:16px/1.55 system-ui,-apple-system,"Segoe UI","Helvetica Neue",Arial,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",sans-serif;overflow-wrap:break-word}
main,header,footer,nav{max-width:58rem;margin:0 auto;padding:0 1rem}
header{padding-top:2.2rem}
h1{font-size:1.9rem;line-height:1.2;margin:.2rem 0 .5rem;letter-spacing:-.01em}
h2{font-size:1.3rem;margin:2.8rem 0 .6rem;padding-top:.7rem;border-top:1px solid var(--line)}
h3{font-size:1.05rem;margin:1.8rem 0 .4rem}
p,ul,dl{margin:.5rem 0}
a{color:var(--accent)}
.kicker,.meta,figcaption,.note,footer{color:var(--muted);font-size:.875rem}
.kicker{margin:0;letter-spacing:.02em}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;padding:.6rem 0 0;margin:0;font-size:.9rem}
.question{font-size:1.25rem;line-height:1.4;margin:.3rem 0}
#question h2{border-top:0;margin-top:1.2rem}
.answer{border-left:4px solid var(--accent);background:var(--soft);padding:.8rem 1rem;margin:1rem 0}
.answer p{margin:.35rem 0}
.answer p:first-child:not(.note),.answer .note+p{font-weight:600}
.warning{border-left:4px solid var(--warn);background:var(--warnSoft);padding:.5rem 1rem;margin:.8rem 0;color:var(--text)}
.scroll{overflow-x:auto;margin:.7rem 0}
table{border-collapse:collapse;font-size:.875rem;line-height:1.35;font-variant-numeric:tabular-nums;min-width:100%}
th,td{text-align:left;vertical-align:top;padding:.4rem .9rem .4rem 0;border-bottom:1px solid var(--line)}
th{font-weight:600}tbody th{min-width:6.5rem}
thead th{color:var(--muted);vertical-align:bottom;font-weight:500}
td.number,th.number{text-align:right}td.number{white-space:nowrap}
td small{display:block;color:var(--muted);font-size:.78rem}
td small span{display:inline-block;margin-left:.6em}
td.best{background:var(--goodSoft)}
.tag{color:var(--good);font-size:.75rem;font-weight:600;margin-left:.35rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.3rem 1.2rem;font-size:.9rem}
dt{color:var(--muted)}dd{margin:0;overflow-wrap:anywhere}
pre{background:var(--soft);padding:.7rem 1rem;overflow-x:auto;font-size:.85rem;white-space:pre-wrap;overflow-wrap:anywhere}
figure{margin:1.2rem 0 2rem}
figcaption p{margin:.15rem 0}
.still,.live{overflow-x:auto;margin:.6rem 0}
.still svg,.live svg{display:block;max-width:100%;height:auto}
.drawn .still{display:none}
details{margin:.4rem 0}
summary{cursor:pointer;color:var(--muted);font-size:.875rem}
details .scroll{max-height:24rem;overflow:auto}
.chips{display:none;flex-wrap:wrap;gap:.4rem;align-items:center;font-size:.875rem;margin:.6rem 0}
.scripted .chips{display:flex}
.chips button,select,.button{font:inherit;font-size:.875rem;color:var(--text);background:var(--paper);border:1px solid var(--line);border-radius:999px;padding:.25rem .7rem;cursor:pointer;text-decoration:none;display:inline-flex;gap:.4rem;align-items:center;max-width:100%}
.chips button[aria-pressed="true"]{border-color:var(--accent);box-shadow:inset 0 0 0 1px var(--accent)}
.chips svg{width:.8rem;height:.8rem}
select{border-radius:6px}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
#tip{position:fixed;z-index:9;pointer-events:none;background:var(--text);color:var(--paper);border-radius:6px;padding:.45rem .65rem;font-size:.8rem;line-height:1.4;white-space:pre-line;max-width:20rem;visibility:hidden}
${swatches}
@media screen and (max-width:45rem){h1{font-size:1.5rem}td small span{display:block;margin:0}.still svg{max-width:none}dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.5rem}figure{margin-left:-.35rem;margin-right:-.35rem}figcaption{padding:0 .35rem}}
@media screen and (prefers-color-scheme:dark){:root{--text:#e8ebee;--muted:#b3bcc5;--line:#363f48;--soft:#20262c;--paper:#181c21;--accent:#56b4e9;--good:#5fd6b5;--goodSoft:#17352e;--warn:#e0a24a;--warnSoft:#33291a}${repaint}${darkSwatches}}
@media print{@page{size:A4;margin:14mm 16mm}html{font-size:9.5pt}body{font-size:1rem}h2{margin-top:1.6rem}h3{margin-top:1.1rem}figure{margin:.6rem 0 1rem}main,header,footer{max-width:none;padding:0}nav,.chips,.live,.screen{display:none!important}.drawn .still{display:block}.still,.scroll{overflow:visible}figure,tr,.answer{break-inside:avoid}h2,h3{break-after:avoid}.still svg{max-height:235mm}details:not([open]){display:none}table{font-size:8pt}td small,.tag{font-size:7pt}th,td{padding-right:.5rem}a{color:inherit;text-decoration:none}}
`;
