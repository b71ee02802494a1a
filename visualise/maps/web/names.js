// Names on the map: none over another, none where it would hide dots, more of them the nearer.
const LINE = 1.14;
const wrappings = new Map();
function wrapped(text, most = 24) {
  const key = `${most} ${text}`;
  if (wrappings.has(key)) return wrappings.get(key);
  const rows = [''];
  for (const word of text.split(' ')) {
    const last = rows[rows.length - 1];
    if (last && (last + ' ' + word).length > most) rows.push(word);
    else rows[rows.length - 1] = last ? `${last} ${word}` : word;
  }
  const lines = most < 20 ? 3 : 2;
  if (rows.length > lines) {
    rows.length = lines;
    rows[lines - 1] += '…';
  }
  const cut = rows.map(row => (row.length > most + 6 ? row.slice(0, most + 4) + '…' : row));
  wrappings.set(key, cut);
  return cut;
}

// Boxes taken so far, in a grid, so that asking is quick.
function boxes() {
  const cells = new Map();
  const each = (b, f) => {
    for (let i = b[0] >> 6; i <= b[2] >> 6; i++)
      for (let j = b[1] >> 5; j <= b[3] >> 5; j++) if (f(i * 4096 + j)) return true;
    return false;
  };
  return {
    hits: b =>
      each(b, key =>
        (cells.get(key) || []).some(q => b[0] < q[2] && b[2] > q[0] && b[1] < q[3] && b[3] > q[1]),
      ),
    take: b => {
      each(b, key => {
        cells.has(key) ? cells.get(key).push(b) : cells.set(key, [b]);
      });
    },
  };
}

// How much of the dots in sight a box would hide, in dots.
function dotsUnder(view) {
  const cells = new Map();
  for (let dot = 0; dot < count; dot++) {
    if (!shownDot[dot]) continue;
    const [x, y] = spot(view, dot);
    if (x < 0 || y < 0 || x > view.w || y > view.h) continue;
    const key = (x >> 5) * 4096 + (y >> 5);
    const r = Math.min(radius(view, dot), 14);
    (cells.get(key) || cells.set(key, []).get(key)).push([x - r, y - r, x + r, y + r, dot]);
  }
  return (b, own) => {
    let hidden = 0;
    for (let i = (b[0] >> 5) - 1; i <= (b[2] >> 5) + 1; i++)
      for (let j = (b[1] >> 5) - 1; j <= (b[3] >> 5) + 1; j++)
        for (const q of cells.get(i * 4096 + j) || []) {
          if (q[4] === own) continue;
          const across = Math.min(b[2], q[2]) - Math.max(b[0], q[0]);
          const down = Math.min(b[3], q[3]) - Math.max(b[1], q[1]);
          if (across > 0 && down > 0) hidden += (across * down) / ((q[2] - q[0]) * (q[3] - q[1]));
        }
    return hidden;
  };
}

function write(c, rows, box, size, colour, halo, side, theme) {
  const x = side < 0 ? box[2] - 2 : side > 0 ? box[0] + 2 : (box[0] + box[2]) / 2;
  c.textAlign = side < 0 ? 'right' : side > 0 ? 'left' : 'center';
  c.textBaseline = 'top';
  c.lineJoin = 'round';
  c.lineWidth = halo;
  c.strokeStyle = theme.paper;
  c.fillStyle = colour;
  rows.forEach((row, number) => {
    const y = box[1] + 1 + number * size * LINE;
    c.globalAlpha = 0.9;
    c.strokeText(row, x, y);
    c.globalAlpha = 1;
    c.fillText(row, x, y);
  });
}

const widest = (c, rows) => Math.max(...rows.map(row => c.measureText(row).width));

function paintNames(c, view, focus, theme) {
  const taken = boxes();
  const under = dotsUnder(view);
  if (focus === null) captionsPainted(c, view, taken, theme);
  const titles = focus === null ? titlesPlaced(c, view, taken, under) : [];
  for (const dot of ranked) {
    const [x, y, r] = rankBadge(view, dot);
    taken.take([x - r, y - r, x + r, y + r]);
  }
  const dots =
    focus === null
      ? order
      : [
          focus,
          ...near[focus]
            .filter(([, s]) => shownStroke[s])
            .map(([other]) => other)
            .sort((a, b) => place[a] - place[b]),
        ];
  let left = Math.round((view.w * view.h) / (view.w < 500 ? 8000 : 6000));
  let tried = 0;
  let drawn = 0;
  for (const dot of dots) {
    if (!left || tried > 700) break;
    const [x, y] = spot(view, dot);
    if (x < 0 || y < 0 || x > view.w || y > view.h || (!shownDot[dot] && focus === null)) continue;
    tried++;
    if (nameWritten(c, view, dot, [x, y], {taken, under, focus, theme})) {
      left--;
      drawn++;
    }
  }
  for (const [rows, box, size, ink] of titles) {
    c.font = `600 ${size}px ${FONT}`;
    write(c, rows, box, size, theme.plain ? theme.ink : ink, 4, 0, theme);
  }
  return drawn;
}

function nameWritten(c, view, dot, [x, y], {taken, under, focus, theme}) {
  const first = D.rank[dot] || D.badge[dot] || dot === focus;
  const rank = place[dot];
  const great = first || (!answer && rank < 8);
  const size = great ? (view.w < 500 ? 12 : 13.5) : rank < 40 ? 12 : 11;
  const r = radius(view, dot) * 1.15 + 1;
  c.font = `${great ? 600 : 400} ${size}px ${FONT}`;
  let best = null;
  let least = Infinity;
  let side = 0;
  let shape = null;
  for (const most of [24, 15]) {
    const rows = wrapped(D.badge[dot] ? `${D.name[dot]} (${D.badge[dot]})` : D.name[dot], most);
    const w = widest(c, rows) + 4;
    const h = rows.length * size * LINE + 1;
    if ((best && least < 0.05) || (most < 24 && rows.length > 3)) break;
    for (const [left, top, towards] of around(x, y, r, w, h)) {
      const box = [left, top, left + w, top + h];
      if (box[0] < 1 || box[2] > view.w - 1 || box[1] < 1 || box[3] > view.h - 1 || taken.hits(box))
        continue;
      const hidden = focus === null ? under(box, dot) : 0;
      if (hidden < least) {
        least = hidden;
        best = box;
        side = towards;
        shape = rows;
      }
      if (hidden < 0.05) break;
    }
  }
  if (!best || least > (first ? 9 : great ? Math.max(0.8, count / 400) : rank < 40 ? 0.8 : 0.35))
    return false;
  taken.take(best);
  taken.take([x - r, y - r, x + r, y + r]);
  write(
    c,
    shape,
    best,
    size,
    answer && !first && focus === null ? theme.quiet : theme.ink,
    3,
    side,
    theme,
  );
  return true;
}
const around = (x, y, r, w, h) => [
  [x - w / 2, y + r, 0],
  [x + r, y - h / 2, 1],
  [x - r - w, y - h / 2, -1],
  [x - w / 2, y - r - h, 0],
  [x + r * 0.7, y + r * 0.5, 1],
  [x + r * 0.7, y - r * 0.5 - h, 1],
  [x - r * 0.7 - w, y + r * 0.5, -1],
  [x - r * 0.7 - w, y - r * 0.5 - h, -1],
];

function captionsPainted(c, view, taken, theme) {
  c.font = `600 12px ${FONT}`;
  for (const [x, y, text, number] of data.captions[layout]) {
    const [a, b] = at(view, x, y);
    const row = `${text} (${number.toLocaleString('en')})`;
    const w = c.measureText(row).width + 4;
    const left = a < view.w ? Math.min(a, view.w - w - 6) : a;
    const box = [left, b - 15, left + w, b - 1];
    if (taken.hits(box)) continue;
    taken.take(box);
    write(c, [row], box, 12, theme.quiet, 3, 1, theme);
  }
}
