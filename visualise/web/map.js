// The map itself: vis-network holds and draws the dots, zooms, pans and finds what was hit.
const box = get('map'), said = get('said'), calm = matchMedia('(prefers-reduced-motion: reduce)');
let chosen = null, hovered = null, pair = null, home = 1, fitted = true, moving = 0, theme = null;
const say = text => { said.textContent = text; };

// In forced colours (high contrast) the canvas takes the colours the reader has set.
function readTheme() {
  const style = getComputedStyle(box), forced = matchMedia('(forced-colors: active)').matches;
  theme = {ink: style.color, paper: style.backgroundColor, quiet: forced ? style.color : '#59616B', plain: forced};
}
readTheme();

const isTall = () => box.clientWidth / box.clientHeight < .85;
layout = isTall() ? 1 : 0;
const node = dot => ({id: dot, x: spots[layout][dot][0], y: spots[layout][dot][1], size: nodes[dot].size, shape: 'custom', ctxRenderer});
function ctxRenderer({ctx, id, x, y}) {
  const view = viewNow(), r = nodes[id].size * grown(view);
  return {drawNode() { paintDot(ctx, id, x, y, r, 1 / view.scale, theme); }, nodeDimensions: {width: 2 * r, height: 2 * r}};
}
const dataset = new vis.DataSet(nodes.map((_, dot) => node(dot)));
const network = new vis.Network(box, {nodes: dataset, edges: []}, data.net.options);
box.querySelector('.vis-network').tabIndex = -1;       // the map is one stop of the Tab key, not two
box.querySelector('canvas').setAttribute('aria-hidden', 'true');
box.setAttribute('aria-label', `Map of ${words(count, 'dot')} and ${words(L.start.length, 'tie')}`);

function viewNow() {
  const {x, y} = network.getViewPosition(), scale = network.getScale();
  return {x, y, scale, home, w: box.clientWidth, h: box.clientHeight, moving, swell: swell()};
}
// On a small screen the whole map is small; its dots are not, within reason.
const swell = () => Math.min(1.5, Math.max(1, .75 / home));

const extent = () => {
  const xs = [], ys = [];
  spots[layout].forEach(([x, y], dot) => { const r = nodes[dot].size; xs.push(x - r, x + r); ys.push(y - r, y + r); });
  data.discs[layout].forEach(([x, y, r]) => { xs.push(x - r, x + r); ys.push(y - r - 20, y + r); });
  const range = list => [list.reduce((a, b) => Math.min(a, b), Infinity), list.reduce((a, b) => Math.max(a, b), -Infinity)];
  return [...range(xs), ...range(ys)];
};
function wholeView(w, h, margin) {
  const [left, right, top, bottom] = count ? extent() : [0, 1, 0, 1];
  const scale = Math.min((w - 2 * margin) / Math.max(right - left, 1), (h - 2 * margin) / Math.max(bottom - top, 1), 1.6);
  return {x: (left + right) / 2, y: (top + bottom) / 2, scale, home: scale, w, h, moving: 0};
}
function goto(position, scale, smooth = true) {
  fitted = false;
  network.moveTo({position, scale, animation: smooth && !calm.matches ? {duration: 250, easingFunction: 'easeInOutQuad'} : false});
}
function whole(smooth) {
  const small = box.clientWidth < 500, view = wholeView(box.clientWidth, box.clientHeight - (small ? 56 : 0), small ? 12 : 28);
  home = view.scale;
  goto({x: view.x, y: view.y + (small ? 28 / home : 0)}, home, smooth);
  fitted = true;                          // until somebody zooms or drags
}

const onPixels = (c, paint) => {
  c.save();
  const ratio = c.canvas.width / box.clientWidth;
  c.setTransform(ratio, 0, 0, ratio, 0, 0);
  paint();
  c.restore();
};
network.on('beforeDrawing', c => onPixels(c, () => paintGround(c, viewNow(), theme)));
network.on('afterDrawing', c => onPixels(c, () => {
  const focus = chosen ?? hovered, view = viewNow();
  if (focus !== null) paintFocus(c, view, focus, theme);
  box.dataset.names = paintNames(c, view, focus, theme);
  paintRanks(c, view, theme, focus);
  if (pair !== null) paintPair(c, view);
  if (!box.dataset.drawn) { box.dataset.drawn = '1'; requestAnimationFrame(() => performance.mark('first-picture')); }
}));
function paintPair(c, view) {
  const p = spot(view, strokes[pair].from), q = spot(view, strokes[pair].to);
  c.lineWidth = 4; c.strokeStyle = theme.ink; c.beginPath(); c.moveTo(...p); c.lineTo(...q); c.stroke();
}

['zoom', 'dragStart'].forEach(event => network.on(event, () => { fitted = false; }));
// Above 2,500 strokes none are drawn while the map moves.
const still = () => { moving = 0; network.redraw(); };
if (strokes.length > MANY) ['zoom', 'dragging'].forEach(event => network.on(event, () => { clearTimeout(moving); moving = setTimeout(still, 160); }));

network.on('hoverNode', event => { if (shownDot[event.node]) { hovered = event.node; box.style.cursor = 'pointer'; network.redraw(); } });
network.on('blurNode', () => { hovered = null; box.style.cursor = ''; network.redraw(); });
network.on('click', event => {
  const dot = event.nodes.length ? event.nodes[0] : null;
  if (dot !== null && shownDot[dot]) return choose(dot, {open: true});
  const {x, y} = event.pointer.DOM, stroke = strokeAt(x, y), camp = stroke === null ? discAt(x, y) : null;
  if (stroke !== null) return choosePair(stroke);
  if (camp && home * 1.4 > network.getScale() && chosen === null) return goto({x: camp[0], y: camp[1]}, Math.min(box.clientWidth, box.clientHeight) / (2.3 * camp[2]));
  return choose(null);
});
const discAt = (x, y) => data.discs[layout].find(([a, b, r]) => { const v = viewNow(), [p, q] = at(v, a, b); return box.clientWidth < 500 && Math.hypot(x - p, y - q) < r * v.scale; });
function strokeAt(x, y) {
  const view = viewNow();
  if (strokes.length > MANY && view.scale < 1.8 * home) return null;
  let best = null, least = 5;
  strokes.forEach((s, number) => {
    if (!shownStroke[number] || chosen !== null && s.from !== chosen && s.to !== chosen) return;
    const [a, b] = spot(view, s.from), [p, q] = spot(view, s.to), dx = p - a, dy = q - b;
    const share = Math.max(0, Math.min(1, ((x - a) * dx + (y - b) * dy) / (dx * dx + dy * dy || 1)));
    const away = Math.hypot(x - a - share * dx, y - b - share * dy);
    if (away < least) { least = away; best = number; }
  });
  return best;
}

// The one way to choose a dot: from the map, the list, the search field or the table.
function choose(dot, {go = false, open = false} = {}) {
  chosen = dot; hovered = null; pair = null;
  if (dot === null) { closeCard(); say('No dot chosen'); } else {
    showCard(dot);
    if (!open) say(`${D.name[dot]}, ${kindOf(dot)}${D.rank[dot] ? `, rank ${D.rank[dot]}` : ''}, ${words(D.ties[dot], 'tie')}`);
    if (go) goTo(dot);
    if (open) focusCard();
  }
  markChosen(dot);
  network.redraw();
}
function choosePair(stroke) { chosen = null; hovered = null; pair = stroke; showPair(stroke); focusCard(); network.redraw(); }
function goTo(dot) {
  const scale = Math.max(network.getScale(), home * (count > 1000 ? 2.6 : 1.5)), [x, y] = spots[layout][dot], wide = box.clientWidth > 700;
  goto({x: x + (wide ? 170 / scale : 0), y: y + (wide ? 0 : box.clientHeight * .22 / scale)}, scale);
}

const WAYS = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]};
function nearest(dot, [across, down]) {
  const [x, y] = spots[layout][dot];
  let best = null, least = Infinity;
  spots[layout].forEach(([a, b], other) => {
    const ahead = (a - x) * across + (b - y) * down, aside = Math.abs((a - x) * down) + Math.abs((b - y) * across);
    if (shownDot[other] && ahead > 1 && ahead + 2 * aside < least) { least = ahead + 2 * aside; best = other; }
  });
  return best;
}
box.addEventListener('keydown', event => {
  const way = WAYS[event.key];
  if (event.key === 'Escape') { choose(null); whole(true); }
  else if (event.key === 'Enter' && chosen !== null) { event.preventDefault(); focusCard(); }
  else if (event.key === '+' || event.key === '=' || event.key === '-') zoomBy(event.key === '-' ? 1 / 1.3 : 1.3);
  else if (way) {
    event.preventDefault();
    const next = chosen === null ? order.find(dot => shownDot[dot]) ?? null : nearest(chosen, way);
    if (next !== null) choose(next, {go: true});
  }
});
const zoomBy = factor => goto(network.getViewPosition(), network.getScale() * factor);
get('zoom').addEventListener('click', event => {
  const by = Number(event.target.dataset.zoom);
  if (by) zoomBy(by); else if (event.target.dataset.zoom) { choose(null); whole(true); }
});

new ResizeObserver(() => {
  const tall = isTall() ? 1 : 0;
  if (tall !== layout) { layout = tall; dataset.update(nodes.map((_, dot) => node(dot))); }
  if (fitted) requestAnimationFrame(() => whole(false));
}).observe(box);
['(forced-colors: active)', '(prefers-color-scheme: dark)'].forEach(query => matchMedia(query).addEventListener('change', () => { readTheme(); network.redraw(); }));
