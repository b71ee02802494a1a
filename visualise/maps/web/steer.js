// Pointer, keys and zoom: how a dot or a tie is chosen.
network.on('hoverNode', event => {
  if (shownDot[event.node]) {
    hovered = event.node;
    box.style.cursor = 'pointer';
    network.redraw();
  }
});
network.on('blurNode', () => {
  hovered = null;
  box.style.cursor = '';
  network.redraw();
});
network.on('click', event => {
  const dot = event.nodes.length ? event.nodes[0] : null;
  if (dot !== null && shownDot[dot]) return choose(dot, {open: true});
  const {x, y} = event.pointer.DOM;
  const stroke = strokeAt(x, y);
  const camp = stroke === null ? discAt(x, y) : null;
  if (stroke !== null) return choosePair(stroke);
  if (camp && home * 1.4 > network.getScale() && chosen === null)
    return goto(
      {x: camp[0], y: camp[1]},
      Math.min(box.clientWidth, box.clientHeight) / (2.3 * camp[2]),
    );
  return choose(null);
});
const discAt = (x, y) =>
  data.discs[layout].find(([a, b, r]) => {
    const v = viewNow();
    const [p, q] = at(v, a, b);
    return box.clientWidth < 500 && Math.hypot(x - p, y - q) < r * v.scale;
  });
function strokeAt(x, y) {
  const view = viewNow();
  if (strokes.length > MANY && view.scale < 1.8 * home) return null;
  let best = null;
  let least = 5;
  strokes.forEach((s, number) => {
    if (!shownStroke[number] || (chosen !== null && s.from !== chosen && s.to !== chosen)) return;
    const [a, b] = spot(view, s.from);
    const [p, q] = spot(view, s.to);
    const dx = p - a;
    const dy = q - b;
    const share = Math.max(
      0,
      Math.min(1, ((x - a) * dx + (y - b) * dy) / (dx * dx + dy * dy || 1)),
    );
    const away = Math.hypot(x - a - share * dx, y - b - share * dy);
    if (away < least) {
      least = away;
      best = number;
    }
  });
  return best;
}

// The one way to choose a dot: from the map, the list, the search field or the table.
function choose(dot, {go = false, open = false} = {}) {
  chosen = dot;
  hovered = null;
  pair = null;
  if (dot === null) {
    closeCard();
    say('No dot chosen');
  } else {
    showCard(dot);
    if (!open)
      say(
        `${D.name[dot]}, ${kindOf(dot)}${D.rank[dot] ? `, rank ${D.rank[dot]}` : ''}, ${words(D.ties[dot], 'tie')}`,
      );
    if (go) goTo(dot);
    if (open) focusCard();
  }
  markChosen(dot);
  network.redraw();
}
function choosePair(stroke) {
  chosen = null;
  hovered = null;
  pair = stroke;
  showPair(stroke);
  focusCard();
  network.redraw();
}
function goTo(dot) {
  const scale = Math.max(network.getScale(), home * (count > 1000 ? 2.6 : 1.5));
  const [x, y] = spots[layout][dot];
  const wide = box.clientWidth > 700;
  goto(
    {x: x + (wide ? 170 / scale : 0), y: y + (wide ? 0 : (box.clientHeight * 0.22) / scale)},
    scale,
  );
}

const WAYS = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]};
function nearest(dot, [across, down]) {
  const [x, y] = spots[layout][dot];
  let best = null;
  let least = Infinity;
  spots[layout].forEach(([a, b], other) => {
    const ahead = (a - x) * across + (b - y) * down;
    const aside = Math.abs((a - x) * down) + Math.abs((b - y) * across);
    if (shownDot[other] && ahead > 1 && ahead + 2 * aside < least) {
      least = ahead + 2 * aside;
      best = other;
    }
  });
  return best;
}
box.addEventListener('keydown', event => {
  const way = WAYS[event.key];
  if (event.key === 'Escape') {
    choose(null);
    whole(true);
  } else if (event.key === 'Enter' && chosen !== null) {
    event.preventDefault();
    focusCard();
  } else if (event.key === '+' || event.key === '=' || event.key === '-')
    zoomBy(event.key === '-' ? 1 / 1.3 : 1.3);
  else if (way) {
    event.preventDefault();
    const next =
      chosen === null ? (order.find(dot => shownDot[dot]) ?? null) : nearest(chosen, way);
    if (next !== null) choose(next, {go: true});
  }
});
const zoomBy = factor => goto(network.getViewPosition(), network.getScale() * factor);
get('zoom').addEventListener('click', event => {
  const by = Number(event.target.dataset.zoom);
  if (by) zoomBy(by);
  else if (event.target.dataset.zoom) {
    choose(null);
    whole(true);
  }
});
