// What is drawn under and over the dots, always in pixels of the screen. A view says which
// part of the map is where: screen = (map - middle) * scale + half the size.
let layout = 0; // 0 wide, 1 tall
const spots = [nodes.map(node => [node.x, node.y]), data.tall];
const at = (view, x, y) => [
  (x - view.x) * view.scale + view.w / 2,
  (y - view.y) * view.scale + view.h / 2,
];
const spot = (view, dot) => at(view, spots[layout][dot][0], spots[layout][dot][1]);
// Zoomed in four times, a dot is drawn 2.3 times as large: room for names grows.
const grown = view => Math.max(view.scale / view.home, 0.3) ** -0.4 * (view.swell || 1);
const radius = (view, dot) => nodes[dot].size * grown(view) * view.scale;

const FONT =
  '"Segoe UI", "Helvetica Neue", "Noto Sans", "Noto Sans Arabic", "Liberation Sans", Arial, sans-serif';
const MANY = 2500; // strokes, above which a whole map shows ribbons
const ribbons = (() => {
  const disc = new Map();
  const found = new Map();
  data.discs[0].forEach(([, , , camp], number) => disc.has(camp) || disc.set(camp, number));
  strokes.forEach(s => {
    const a = disc.get(D.camp[s.from]);
    const b = disc.get(D.camp[s.to]);
    if (a === undefined || b === undefined || a === b) return;
    const key = a < b ? `${a} ${b}` : `${b} ${a}`;
    found.set(key, (found.get(key) || 0) + 1);
  });
  return [...found]
    .map(([key, ties]) => [...key.split(' ').map(Number), ties])
    .sort((a, b) => b[2] - a[2]);
})();
// Strokes alike in colour and width follow one another, so that the style is set once.
const batches = (() => {
  const found = new Map();
  strokes.forEach((s, number) => {
    const inner = D.camp[s.from] === D.camp[s.to];
    const opposing = s.lines.every(line => data.tieKinds[L.kind[line]][3]);
    const key = `${inner ? D.camp[s.from] : 'between'} ${opposing} ${Math.round(s.width * 2)}`;
    if (!found.has(key))
      found.set(key, {
        inner,
        opposing,
        width: s.width,
        colour: inner ? colourOf(s.from) : '#6C727B',
        of: [],
      });
    found.get(key).of.push(number);
  });
  return [...found.values()].sort((a, b) => a.inner - b.inner || a.opposing - b.opposing);
})();

function paintGround(c, view, theme) {
  c.fillStyle = theme.paper;
  c.fillRect(0, 0, view.w, view.h);
  const far = strokes.length > MANY && view.scale < 1.8 * view.home;
  if (far && !filtered()) paintRibbons(c, view);
  for (const [x, y, r, camp] of data.discs[layout]) {
    const [a, b] = at(view, x, y);
    const colour = camp < 0 ? GREY : data.camps[camp][1];
    c.beginPath();
    c.arc(a, b, r * view.scale, 0, 7);
    c.globalAlpha = 1;
    c.fillStyle = theme.paper;
    c.fill();
    c.globalAlpha = 0.09;
    c.fillStyle = colour;
    c.fill();
    c.globalAlpha = 0.4;
    c.strokeStyle = colour;
    c.lineWidth = 1;
    c.stroke();
  }
  c.globalAlpha = 1;
  if (!view.moving || strokes.length <= MANY) paintStrokes(c, view, far && !filtered());
}

function paintRibbons(c, view) {
  c.strokeStyle = '#E1E4E8';
  for (const [a, b, ties] of ribbons) {
    const p = data.discs[layout][a];
    const q = data.discs[layout][b];
    c.lineWidth = (1 + 9 * Math.sqrt(ties / ribbons[0][2])) * Math.min(1, view.home);
    c.beginPath();
    c.moveTo(...at(view, p[0], p[1]));
    c.lineTo(...at(view, q[0], q[1]));
    c.stroke();
  }
}

function paintStrokes(c, view, onlyInner) {
  const inside = ([x, y]) => x > 0 && y > 0 && x < view.w && y < view.h;
  let shown = 0;
  shownStroke.forEach(one => {
    shown += one;
  });
  const fade = Math.min(1, (900 / Math.max(shown, 1)) ** 0.55);
  const zoomed = Math.sqrt(Math.max(1, view.scale / view.home));
  for (const batch of batches) {
    if (onlyInner && !batch.inner) continue;
    c.strokeStyle = batch.opposing ? OPPOSING : batch.colour;
    c.globalAlpha = Math.min(
      0.65,
      (batch.opposing ? 0.6 : batch.inner ? 0.42 : 0.2) * fade * zoomed,
    );
    c.lineWidth = batch.width * Math.sqrt(zoomed) * Math.min(1, 0.35 + 0.7 * view.home);
    c.setLineDash(batch.opposing ? [5, 4] : []);
    for (const number of batch.of) {
      if (!shownStroke[number]) continue;
      const p = spot(view, strokes[number].from);
      const q = spot(view, strokes[number].to);
      if (!inside(p) && !inside(q)) continue; // a stroke with no end in view is noise
      c.beginPath();
      c.moveTo(...p);
      c.lineTo(...q);
      c.stroke();
    }
  }
  c.setLineDash([]);
  c.globalAlpha = 1;
}

// One dot. Contexts are hollow; who was asked for has a dark rim and its rank.
function paintDot(c, dot, x, y, r, unit, theme, plain) {
  const mark = data.kinds[D.kind[dot]][1];
  if (!shownDot[dot] && !plain) {
    c.globalAlpha = 0.35;
    c.beginPath();
    c.arc(x, y, Math.min(r * 0.5, 2.5 * unit), 0, 7);
    c.fillStyle = '#9AA1AA';
    c.fill();
    c.globalAlpha = 1;
    return;
  }
  const asked = D.rank[dot] || D.badge[dot];
  const back = answer && !asked && !plain;
  outline(c, mark, x, y, r);
  c.globalAlpha = back ? 0.55 : 1;
  if (D.context[dot]) {
    c.fillStyle = theme.paper;
    c.fill();
    c.lineWidth = Math.max(1.6 * unit, r * 0.22);
    c.strokeStyle = colourOf(dot);
    c.stroke();
  } else {
    c.fillStyle = colourOf(dot);
    c.fill();
    if (r > 2.5 * unit) {
      c.lineWidth = (asked ? 2.5 : 1) * unit;
      c.strokeStyle = asked ? theme.ink : theme.paper;
      c.stroke();
    }
  }
  c.globalAlpha = 1;
}

function paintFocus(c, view, focus, theme) {
  c.globalAlpha = 0.82;
  c.fillStyle = theme.paper;
  c.fillRect(0, 0, view.w, view.h);
  c.globalAlpha = 1;
  const [x, y] = spot(view, focus);
  for (const [other, number] of near[focus]) {
    if (!shownStroke[number]) continue;
    const s = strokes[number];
    const [a, b] = spot(view, other);
    const opposing = s.lines.every(line => data.tieKinds[L.kind[line]][3]);
    c.strokeStyle = opposing ? OPPOSING : colourOf(other);
    c.globalAlpha = 0.75;
    c.lineWidth = Math.max(1.3, s.width);
    c.setLineDash(opposing ? [5, 4] : []);
    c.beginPath();
    c.moveTo(x, y);
    c.lineTo(a, b);
    c.stroke();
    c.setLineDash([]);
    paintArrows(c, view, focus, other, s);
  }
  c.globalAlpha = 1;
  for (const dot of [
    ...near[focus].filter(([, number]) => shownStroke[number]).map(([other]) => other),
    focus,
  ])
    paintDot(c, dot, ...spot(view, dot), radius(view, dot), 1, theme, true);
  c.lineWidth = 2.5;
  c.strokeStyle = theme.ink;
  c.beginPath();
  c.arc(x, y, radius(view, focus) + 4, 0, 7);
  c.stroke();
}

function paintArrows(c, view, a, b, stroke) {
  for (const [tail, head] of [
    [a, b],
    [b, a],
  ]) {
    if (
      !stroke.lines.some(
        line => L.end[line] === head && data.tieKinds[L.kind[line]][2] && shownLine(line),
      )
    )
      continue;
    const p = spot(view, tail);
    const q = spot(view, head);
    const angle = Math.atan2(q[1] - p[1], q[0] - p[0]);
    const back = radius(view, head) * 1.3 + 2;
    const x = q[0] - back * Math.cos(angle);
    const y = q[1] - back * Math.sin(angle);
    const size = 7;
    c.fillStyle = c.strokeStyle;
    c.beginPath();
    c.moveTo(x, y);
    for (const side of [0.42, -0.42])
      c.lineTo(x - size * Math.cos(angle + side), y - size * Math.sin(angle + side));
    c.closePath();
    c.fill();
  }
}

// The rank of who was asked for, on a badge at its dot's shoulder.
function paintRanks(c, view, theme, focus = null) {
  c.textAlign = 'center';
  c.textBaseline = 'middle';
  for (const dot of ranked) {
    if (
      !shownDot[dot] ||
      (focus !== null && dot !== focus && !near[focus].some(([other]) => other === dot))
    )
      continue;
    const [x, y, r] = rankBadge(view, dot);
    c.beginPath();
    c.arc(x, y, r, 0, 7);
    c.fillStyle = theme.ink;
    c.fill();
    c.lineWidth = 1.5;
    c.strokeStyle = theme.paper;
    c.stroke();
    c.font = `700 ${D.rank[dot] > 99 ? 9 : 11.5}px ${FONT}`;
    c.fillStyle = theme.paper;
    c.fillText(String(D.rank[dot]), x, y + 0.5);
  }
}
function rankBadge(view, dot) {
  const [x, y] = spot(view, dot);
  const r = Math.max(radius(view, dot), 6);
  return [x + r * 0.85, y - r * 0.85, 9];
}
