/**
 * What runs in the reader's browser, as text, because it is hashed into the page's policy and must be the same bytes however this
 * package is built. It draws the charts (each from its specification already compiled to Vega, with shared data put back in),
 * shows values, singles out a design, switches the comparison's point, and hands out the embedded data.
 */
export const browserScript = `(function () {
  'use strict';
  var payload = JSON.parse(document.getElementById('payload').textContent);
  var root = document.documentElement;
  var phone = matchMedia('(max-width: 45rem)');
  var views = [];
  var isolated = '';
  root.classList.add('scripted');

  var tip = document.getElementById('tip');
  function showTip(handler, event, item, value) {
    if (!value) { tip.style.visibility = 'hidden'; return; }
    // A mark's value is its row in the chart's data table: what is pointed at and what is tabled are the same text.
    var table = handler.element().closest('figure').querySelector('table.data');
    var names = table.tHead.rows[0].cells;
    tip.textContent = Array.from(table.tBodies[0].rows[value - 1].cells).map(function (cell, i) {
      return cell.textContent === '' ? '' : names[i].textContent + ': ' + cell.textContent;
    }).filter(Boolean).join('\\n');
    var box = tip.getBoundingClientRect();
    var left = Math.min(event.clientX + 14, innerWidth - box.width - 8);
    var top = event.clientY + 16;
    if (top + box.height > innerHeight - 8) top = event.clientY - box.height - 12;
    tip.style.left = Math.max(8, left) + 'px';
    tip.style.top = Math.max(8, top) + 'px';
    tip.style.visibility = 'visible';
  }

  function filled(node) {
    if (Array.isArray(node)) return node.map(filled);
    if (node === null || typeof node !== 'object') return node;
    var copy = {};
    Object.keys(node).forEach(function (key) {
      copy[key] = key === 'values' && node[key] && node[key].pool !== undefined
        ? JSON.parse(JSON.stringify(payload.pool[node[key].pool])) : filled(node[key]);
    });
    return copy;
  }

  function laidOver(node, part) {
    if (part === undefined) return node;
    if ('is' in part) return part.is;
    var copy = Array.isArray(node) ? node.slice() : Object.assign({}, node);
    Object.keys(part).forEach(function (key) { copy[key] = laidOver(node[key], part[key]); });
    return copy;
  }

  function draw(figure) {
    var chart = payload.charts[figure.dataset.chart];
    if (!chart) return Promise.resolve();
    var target = figure.querySelector('.live');
    target.textContent = '';
    var runtime = vega.parse(filled(phone.matches ? laidOver(chart.wide, chart.narrow) : chart.wide), null, { ast: true });
    var view = new vega.View(runtime, {
      expr: vegaInterpreter, renderer: 'svg', container: target, hover: true, tooltip: showTip,
      loader: { load: function () { return Promise.reject(new Error('offline')); }, sanitize: function () { return Promise.reject(new Error('offline')); } }
    });
    views.push(view);
    view.signal('isolated', isolated);
    return view.runAsync().then(function () { figure.classList.add('drawn'); });
  }

  function drawAll() {
    delete root.dataset.drawn;
    views.forEach(function (view) { view.finalize(); });
    views = [];
    return Array.from(document.querySelectorAll('figure[data-chart]')).reduce(function (before, figure) {
      return before.then(function () { return draw(figure); });
    }, Promise.resolve()).then(function () { root.dataset.drawn = String(views.length); });
  }

  document.querySelectorAll('.chips button').forEach(function (button) {
    button.addEventListener('click', function () {
      isolated = button.dataset.design;
      document.querySelectorAll('.chips button').forEach(function (other) {
        other.setAttribute('aria-pressed', String(other.dataset.design === isolated));
      });
      views.forEach(function (view) { view.signal('isolated', isolated).runAsync(); });
    });
  });

  var point = document.getElementById('point');
  if (point) {
    var showPoint = function () {
      document.querySelectorAll('[data-point]').forEach(function (part) { part.hidden = part.dataset.point !== point.value; });
    };
    point.addEventListener('change', showPoint);
    showPoint();
  }

  document.querySelectorAll('a[data-download]').forEach(function (link) {
    var lines = [payload.csv.map(function (column) { return column.name; }).join(',')];
    var last = payload.csv[payload.csv.length - 1];
    for (var row = 0; row < (last.i || last.v).length; row++) {
      lines.push(payload.csv.map(function (column) {
        if (column.d) return column.d[column.i[row]];
        return column.v[row] === null ? '' : String(column.v[row]);
      }).join(','));
    }
    link.href = URL.createObjectURL(new Blob(['\\ufeff' + lines.join('\\n') + '\\n'], { type: 'text/csv' }));
  });

  phone.addEventListener('change', drawAll);
  drawAll();
})();`;
