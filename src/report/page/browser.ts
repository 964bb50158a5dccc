/**
 * What runs in the reader's browser: one script, as text and long, because it is hashed into the page's policy and must be the same
 * bytes however this package is built. It unpacks Vega, which the policy allows by the hash of its text, and the data, draws the charts (each from its specification already compiled to Vega, with shared data and parts put back in), shows
 * values, singles out a design, moves comparison and charts to another simulated truth, keeps both in the address (`#point=3&design=a`),
 * and hands out the embedded data.
 */
export const browserScript = `(function () {
  'use strict';
  var root = document.documentElement;
  root.classList.add('scripted');
  function unpack(id) {
    var letters = atob(document.getElementById(id).textContent);
    var bytes = Uint8Array.from(letters, function (letter) { return letter.charCodeAt(0); });
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))).text();
  }
  Promise.resolve().then(function () {
    return Promise.all([unpack('runtime'), unpack('payload')]);
  }).then(function (texts) {
    var script = document.createElement('script');
    script.textContent = texts[0];
    document.body.appendChild(script);
    start(JSON.parse(texts[1]));
  }).catch(function (reason) {
    // In a browser that cannot unpack, the page stays as it is on paper, and says so.
    root.classList.remove('scripted');
    throw reason;
  });

function start(payload) {
  var phone = matchMedia('(max-width: 45rem)');
  var views = [];
  var colon = root.lang.indexOf('zh') === 0 ? '\uff1a' : ': ';
  var state = { point: payload.base, design: '' };
  var all = function (selector, within) { return Array.from((within || document).querySelectorAll(selector)); };

  var tip = document.getElementById('tip');
  function hideTip() { tip.style.visibility = 'hidden'; }
  function placeTip(figure, row, x, y) {
    // A mark's value is its row in the chart's data table: what is pointed at and what is tabled are the same text.
    var table = figure.querySelector('table.data');
    var names = table.tHead.rows[0].cells;
    tip.textContent = Array.from(table.tBodies[0].rows[row].cells).map(function (cell, i) {
      return cell.textContent === '' ? '' : names[i].textContent + colon + cell.textContent;
    }).filter(Boolean).join('\\n');
    var box = tip.getBoundingClientRect();
    var left = Math.min(x + 14, innerWidth - box.width - 8);
    var top = y + 16;
    if (top + box.height > innerHeight - 8) top = y - box.height - 12;
    tip.style.left = Math.max(8, left) + 'px';
    tip.style.top = Math.max(8, top) + 'px';
    tip.style.visibility = 'visible';
  }
  function showTip(handler, event, item, value) {
    if (!value) return hideTip();
    placeTip(handler.element().closest('figure'), value - 1, event.clientX, event.clientY);
  }

  // The drawn mark of a row of the data table; none where the row's value is not in view.
  function markOf(figure, value) {
    var found = null;
    function look(item) {
      if (item.tooltip === value && item._svg && item.opacity !== 0) found = found || item._svg;
      (item.items || []).forEach(look);
    }
    views.forEach(function (entry) { if (entry.figure === figure) look(entry.view.scenegraph().root); });
    return found;
  }

  // By keyboard a chart's values are walked through with the arrow keys, and told to who cannot see them.
  var said = document.getElementById('said');
  function walk(figure) {
    var at = -1;
    var marked = null;
    var live = figure.querySelector('.live');
    function leave() {
      if (marked) marked.classList.remove('walked');
      marked = null;
      hideTip();
    }
    live.addEventListener('keydown', function (event) {
      var rows = figure.querySelector('table.data').tBodies[0].rows.length;
      if (event.key === 'Escape') { at = -1; return leave(); }
      if (event.key === 'ArrowRight' || event.key === 'ArrowDown') at = Math.min(rows - 1, at + 1);
      else if (event.key === 'ArrowLeft' || event.key === 'ArrowUp') at = Math.max(0, at - 1);
      else if (event.key === 'Home') at = 0;
      else if (event.key === 'End') at = rows - 1;
      else return;
      event.preventDefault();
      leave();
      marked = markOf(figure, at + 1);
      if (marked) {
        marked.classList.add('walked');
        marked.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      }
      var box = (marked || live).getBoundingClientRect();
      placeTip(figure, at, marked ? box.right : box.left, marked ? box.bottom : Math.max(0, box.top));
      said.textContent = tip.textContent;
    });
    live.addEventListener('blur', leave);
  }

  function unpacked(packed) {
    var rows = [];
    for (var r = 0; r < packed.rows; r++) rows.push({});
    packed.columns.forEach(function (column) {
      (column.v || column.i).forEach(function (value, n) {
        rows[column.at ? column.at[n] : n][column.key] = column.v ? value : column.d[value];
      });
    });
    return rows;
  }

  function filled(node) {
    if (Array.isArray(node)) return node.map(filled);
    if (node === null || typeof node !== 'object') return node;
    if (node.$ !== undefined) return filled(payload.parts[node.$]);
    var copy = {};
    Object.keys(node).forEach(function (key) {
      copy[key] = key === 'values' && node[key] && node[key].pool !== undefined
        ? unpacked(payload.pool[node[key].pool]) : filled(node[key]);
    });
    return copy;
  }

  // A chart has the signals that it has use for.
  function set(view, name, value) {
    try { view.signal(name, value); } catch (unknown) { return; }
  }
  function steer(entry) {
    var held = (entry.meta.held || []).map(function (dimension) {
      return Math.floor(state.point / dimension[0]) % dimension[1];
    }).join();
    set(entry.view, 'isolated', state.design);
    set(entry.view, 'at', state.point === payload.base ? -1 : state.point);
    if (held !== '') set(entry.view, 'held', held);
    return entry.view.runAsync();
  }

  function draw(figure) {
    var chart = payload.charts[figure.dataset.chart];
    if (!chart) return Promise.resolve();
    var target = figure.querySelector('.live');
    target.textContent = '';
    var spec = filled(phone.matches ? chart.narrow : chart.wide);
    var refuse = function () { return Promise.reject(new Error('offline')); };
    var view = new vega.View(vega.parse(spec, null, { ast: true }), {
      expr: vegaInterpreter, renderer: 'svg', container: target, hover: true, tooltip: showTip,
      loader: { load: refuse, sanitize: refuse }
    });
    var entry = { view: view, meta: spec.usermeta || {}, figure: figure };
    views.push(entry);
    view.addEventListener('click', function (event, item) {
      var datum = item && item.datum || {};
      var design = datum.owner || datum.design;
      if (isDesign(design)) change({ design: design === state.design ? '' : design });
    });
    return steer(entry).then(function () {
      // The place has the chart's words; what Vega says of every single mark would drown them.
      target.querySelector('svg').setAttribute('aria-hidden', 'true');
      figure.classList.add('drawn');
    });
  }

  function drawAll() {
    delete root.dataset.drawn;
    views.forEach(function (entry) { entry.view.finalize(); });
    views = [];
    return all('figure[data-chart]').reduce(function (before, figure) {
      return before.then(function () { return draw(figure); });
    }, Promise.resolve()).then(function () { root.dataset.drawn = String(views.length); });
  }

  var parts = all('[data-point]');
  var sliders = all('input[data-stride]');
  var reset = document.getElementById('reset');
  var elsewhere = document.getElementById('elsewhere');

  function isDesign(design) {
    return all('.chips button').some(function (button) { return button.dataset.design === design && design !== ''; });
  }

  function stepOf(slider) { return Math.floor(state.point / slider.dataset.stride) % (Number(slider.max) + 1); }

  function show() {
    all('.chips button').forEach(function (button) {
      button.setAttribute('aria-pressed', String(button.dataset.design === state.design));
    });
    sliders.forEach(function (slider) {
      var text = JSON.parse(slider.dataset.values)[stepOf(slider)];
      slider.value = stepOf(slider);
      slider.setAttribute('aria-valuetext', text);
      slider.nextElementSibling.textContent = text;
    });
    var found = false;
    parts.forEach(function (part) {
      part.hidden = Number(part.dataset.point) !== state.point;
      found = found || !part.hidden;
    });
    if (elsewhere) elsewhere.hidden = found;
    if (reset) reset.hidden = state.point === payload.base;
    tellChosen();
    views.forEach(steer);
  }

  // On paper there are no controls: what was chosen is said in words, and the charts are those of the screen.
  var chosen = document.getElementById('chosen');
  function tellChosen() {
    var words = state.point === payload.base ? [] : sliders.map(function (slider) {
      return slider.previousElementSibling.textContent + ' ' + slider.getAttribute('aria-valuetext');
    });
    if (state.design !== '') words.push(chosen.dataset.design + ' ' + document.querySelector('.chips [aria-pressed=true]').textContent);
    root.classList.toggle('chosen', words.length > 0);
    if (chosen) chosen.textContent = chosen.dataset.lead + words.join(chosen.dataset.join);
  }

  function remember() {
    var words = [];
    if (state.point !== payload.base) words.push('point=' + state.point);
    if (state.design !== '') words.push('design=' + encodeURIComponent(state.design));
    try { history.replaceState(null, '', words.length ? '#' + words.join('&') : location.pathname + location.search); } catch (refused) { return; }
  }

  function recall() {
    var words = new URLSearchParams(location.hash.slice(1));
    var most = sliders.reduce(function (product, slider) { return product * (Number(slider.max) + 1); }, 1);
    var point = Number(words.get('point'));
    var known = words.has('point') && Number.isInteger(point) && point >= 0 && point < most;
    state.point = known ? point : payload.base;
    state.design = isDesign(words.get('design')) ? words.get('design') : '';
  }

  function change(part) {
    Object.assign(state, part);
    show();
    remember();
  }

  all('.chips button').forEach(function (button) {
    button.addEventListener('click', function () { change({ design: button.dataset.design }); });
  });
  sliders.forEach(function (slider) {
    slider.addEventListener('input', function () {
      change({ point: state.point + (Number(slider.value) - stepOf(slider)) * Number(slider.dataset.stride) });
    });
  });
  if (reset) reset.addEventListener('click', function () { change({ point: payload.base }); });
  addEventListener('hashchange', function () {
    // A place in the page is no state: what was chosen stays, and the address says it again.
    if (document.getElementById(location.hash.slice(1))) {
      if (state.point !== payload.base || state.design !== '') remember();
      return;
    }
    recall();
    show();
  });

  function csvOf() {
    var lines = [payload.csv.map(function (column) { return column.name; }).join(',')];
    var last = payload.csv[payload.csv.length - 1];
    for (var row = 0; row < (last.i || last.v).length; row++) {
      lines.push(payload.csv.map(function (column) {
        if (column.d) return column.d[column.i[row]];
        return column.v[row] === null ? '' : String(column.v[row]);
      }).join(','));
    }
    return '\\ufeff' + lines.join('\\n') + '\\n';
  }

  function link(text, type) { return URL.createObjectURL(new Blob([text], { type: type })); }

  all('a[data-download]').forEach(function (anchor) {
    anchor.href = anchor.dataset.download === 'csv' ? link(csvOf(), 'text/csv') : link(payload.scenario, 'application/yaml');
  });

  var quote = function (text) { return /[",\\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text; };
  var made = {
    // The sheets of a chart that paper breaks are one picture again, below each other.
    svg: function (figure) {
      var sheets = Array.from(figure.querySelectorAll('.still svg'));
      if (sheets.length === 1) return sheets[0].outerHTML;
      var width = 0, height = 0;
      var inner = sheets.map(function (sheet) {
        var copy = sheet.cloneNode(true);
        copy.setAttribute('y', height);
        width = Math.max(width, Number(sheet.getAttribute('width')));
        height += Number(sheet.getAttribute('height'));
        return copy.outerHTML;
      }).join('');
      return '<svg xmlns="http://www.w3.org/2000/svg" width="' + width + '" height="' + height + '">' + inner + '</svg>';
    },
    csv: function (figure) {
      return '\\ufeff' + Array.from(figure.querySelector('table.data').rows).map(function (row) {
        return Array.from(row.cells).map(function (cell) { return quote(cell.textContent); }).join(',');
      }).join('\\n') + '\\n';
    },
    json: function (figure) { return JSON.stringify(filled(payload.charts[figure.dataset.chart].wide), null, 1); }
  };
  var types = { svg: 'image/svg+xml', csv: 'text/csv', json: 'application/json' };
  all('button[data-save]').forEach(function (button) {
    button.addEventListener('click', function () {
      var figure = button.closest('figure');
      var kind = button.dataset.save;
      var anchor = document.createElement('a');
      anchor.download = figure.dataset.chart + (kind === 'json' ? '.vg.json' : '.' + kind);
      anchor.href = link(made[kind](figure), types[kind]);
      anchor.click();
    });
  });

  all('figure[data-chart]').forEach(walk);
  if (document.querySelector('.chips')) root.classList.add('isolating');
  recall();
  show();
  phone.addEventListener('change', drawAll);
  drawAll();
}
})();`;
