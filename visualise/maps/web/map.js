// The map itself: vis-network holds and draws the dots, zooms, pans and finds what was hit.
const box = get('map');
const said = get('said');
const calm = matchMedia('(prefers-reduced-motion: reduce)');
let chosen = null;
let hovered = null;
let pair = null;
let home = 1;
let fitted = true;
let moving = 0;
let theme = null;
const say = text => {
  said.textContent = text;
};

// In forced colours (high contrast) the canvas takes the colours the reader has set.
function readTheme() {
  const style = getComputedStyle(box);
  const forced = matchMedia('(forced-colors: active)').matches;
  theme = {
    ink: style.color,
    paper: style.backgroundColor,
    quiet: forced ? style.color : '#59616B',
    plain: forced,
  };
}
readTheme();

const isTall = () => box.clientWidth / box.clientHeight < 0.85;
layout = isTall() ? 1 : 0;
const node = dot => ({
  id: dot,
  x: spots[layout][dot][0],
  y: spots[layout][dot][1],
  size: nodes[dot].size,
  shape: 'custom',
  ctxRenderer,
});
let frame = null; // the view that is being drawn
function ctxRenderer({ctx, id, x, y}) {
  const view = frame ?? viewNow();
  const r = nodes[id].size * grown(view);
  return {
    drawNode() {
      paintDot(ctx, id, x, y, r, 1 / view.scale, theme);
    },
    nodeDimensions: {width: 2 * r, height: 2 * r},
  };
}
const dataset = new vis.DataSet(nodes.map((_, dot) => node(dot)));
const network = new vis.Network(box, {nodes: dataset, edges: []}, data.net.options);
box.querySelector('.vis-network').tabIndex = -1; // the map is one stop of the Tab key, not two
box.querySelector('canvas').setAttribute('aria-hidden', 'true');
box.setAttribute('aria-label', `Map of ${words(count, 'dot')} and ${words(L.start.length, 'tie')}`);

function viewNow() {
  const {x, y} = network.getViewPosition();
  const scale = network.getScale();
  return {x, y, scale, home, w: box.clientWidth, h: box.clientHeight, moving, swell: swell()};
}
// On a small screen the whole map is small; its dots are not, within reason.
const swell = () => Math.min(1.5, Math.max(1, 0.75 / home));

const extent = () => {
  const xs = [];
  const ys = [];
  spots[layout].forEach(([x, y], dot) => {
    const r = nodes[dot].size;
    xs.push(x - r, x + r);
    ys.push(y - r, y + r);
  });
  data.discs[layout].forEach(([x, y, r]) => {
    xs.push(x - r, x + r);
    ys.push(y - r - 20, y + r);
  });
  const range = list => [
    list.reduce((a, b) => Math.min(a, b), Infinity),
    list.reduce((a, b) => Math.max(a, b), -Infinity),
  ];
  return [...range(xs), ...range(ys)];
};
function wholeView(w, h, margin) {
  const [left, right, top, bottom] = count ? extent() : [0, 1, 0, 1];
  const scale = Math.min(
    (w - 2 * margin) / Math.max(right - left, 1),
    (h - 2 * margin) / Math.max(bottom - top, 1),
    1.6,
  );
  return {x: (left + right) / 2, y: (top + bottom) / 2, scale, home: scale, w, h, moving: 0};
}
function goto(position, scale, smooth = true) {
  fitted = false;
  network.moveTo({
    position,
    scale,
    animation: smooth && !calm.matches ? {duration: 250, easingFunction: 'easeInOutQuad'} : false,
  });
}
function whole(smooth) {
  const small = box.clientWidth < 500;
  const view = wholeView(box.clientWidth, box.clientHeight - (small ? 56 : 0), small ? 12 : 28);
  home = view.scale;
  goto({x: view.x, y: view.y + (small ? 28 / home : 0)}, home, smooth);
  fitted = true; // until somebody zooms or drags
}

const onPixels = (c, paint) => {
  c.save();
  const ratio = c.canvas.width / box.clientWidth;
  c.setTransform(ratio, 0, 0, ratio, 0, 0);
  paint();
  c.restore();
};
network.on('beforeDrawing', c => {
  frame = viewNow();
  onPixels(c, () => paintGround(c, frame, theme));
});
network.on('afterDrawing', c =>
  onPixels(c, () => {
    const focus = chosen ?? hovered;
    const view = frame;
    if (focus !== null) paintFocus(c, view, focus, theme);
    box.dataset.names = paintNames(c, view, focus, theme);
    paintRanks(c, view, theme, focus);
    if (pair !== null) paintPair(c, view);
    if (!box.dataset.drawn) {
      box.dataset.drawn = '1';
      requestAnimationFrame(() => performance.mark('first-picture'));
    }
  }),
);
function paintPair(c, view) {
  const p = spot(view, strokes[pair].from);
  const q = spot(view, strokes[pair].to);
  c.lineWidth = 4;
  c.strokeStyle = theme.ink;
  c.beginPath();
  c.moveTo(...p);
  c.lineTo(...q);
  c.stroke();
}

['zoom', 'dragStart'].forEach(event =>
  network.on(event, () => {
    fitted = false;
  }),
);
// Above 2,500 strokes none are drawn while the map moves.
const still = () => {
  moving = 0;
  network.redraw();
};
if (strokes.length > MANY)
  ['zoom', 'dragging'].forEach(event =>
    network.on(event, () => {
      clearTimeout(moving);
      moving = setTimeout(still, 160);
    }),
  );

new ResizeObserver(() => {
  const tall = isTall() ? 1 : 0;
  if (tall !== layout) {
    layout = tall;
    dataset.update(nodes.map((_, dot) => node(dot)));
  }
  if (fitted) requestAnimationFrame(() => whole(false));
}).observe(box);
['(forced-colors: active)', '(prefers-color-scheme: dark)'].forEach(query =>
  matchMedia(query).addEventListener('change', () => {
    readTheme();
    network.redraw();
  }),
);
