// Names on the map: none over another, none where it would hide dots, more of them the nearer.
const LINE = 1.14, wrappings = new Map();
function wrapped(text, most = 24) {
  const key = `${most} ${text}`;
  if (wrappings.has(key)) return wrappings.get(key);
  const rows = [''];
  for (const word of text.split(' ')) {
    const last = rows[rows.length - 1];
    if (last && (last + ' ' + word).length > most) rows.push(word); else rows[rows.length - 1] = last ? `${last} ${word}` : word;
  }
  const lines = most < 20 ? 3 : 2;
  if (rows.length > lines) { rows.length = lines; rows[lines - 1] += '…'; }
  const cut = rows.map(row => row.length > most + 6 ? row.slice(0, most + 4) + '…' : row);
  wrappings.set(key, cut);
  return cut;
}

// Boxes taken so far, in a grid, so that asking is quick.
function boxes() {
  const cells = new Map();
  const each = (b, f) => { for (let i = b[0] >> 6; i <= b[2] >> 6; i++) for (let j = b[1] >> 5; j <= b[3] >> 5; j++) if (f(i * 4096 + j)) return true; return false; };
  return {
    hits: b => each(b, key => (cells.get(key) || []).some(q => b[0] < q[2] && b[2] > q[0] && b[1] < q[3] && b[3] > q[1])),
    take: b => { each(b, key => { cells.has(key) ? cells.get(key).push(b) : cells.set(key, [b]); }); },
  };
}

// How much of the dots in sight a box would hide, in dots.
function dotsUnder(view) {
  const cells = new Map();
  for (let dot = 0; dot < count; dot++) {
    if (!shownDot[dot]) continue;
    const [x, y] = spot(view, dot);
    if (x < 0 || y < 0 || x > view.w || y > view.h) continue;
    const key = (x >> 5) * 4096 + (y >> 5), r = Math.min(radius(view, dot), 14);
    (cells.get(key) || cells.set(key, []).get(key)).push([x - r, y - r, x + r, y + r, dot]);
  }
  return (b, own) => {
    let hidden = 0;
    for (let i = (b[0] >> 5) - 1; i <= (b[2] >> 5) + 1; i++) for (let j = (b[1] >> 5) - 1; j <= (b[3] >> 5) + 1; j++)
      for (const q of cells.get(i * 4096 + j) || []) {
        if (q[4] === own) continue;
        const across = Math.min(b[2], q[2]) - Math.max(b[0], q[0]), down = Math.min(b[3], q[3]) - Math.max(b[1], q[1]);
        if (across > 0 && down > 0) hidden += across * down / ((q[2] - q[0]) * (q[3] - q[1]));
      }
    return hidden;
  };
}

function write(c, rows, box, size, colour, halo, side, theme) {
  const x = side < 0 ? box[2] - 2 : side > 0 ? box[0] + 2 : (box[0] + box[2]) / 2;
  c.textAlign = side < 0 ? 'right' : side > 0 ? 'left' : 'center';
  c.textBaseline = 'top'; c.lineJoin = 'round'; c.lineWidth = halo; c.strokeStyle = theme.paper; c.fillStyle = colour;
  rows.forEach((row, number) => {
    const y = box[1] + 1 + number * size * LINE;
    c.globalAlpha = .9; c.strokeText(row, x, y); c.globalAlpha = 1; c.fillText(row, x, y);
  });
}

const widest = (c, rows) => Math.max(...rows.map(row => c.measureText(row).width));

// Camp titles go round the rim of their disc, from its top, to the first place that is free.
// Where none is free the title is shortened, and then left to the legend.
const TURNS = [0, -.35, .35, -.7, .7, -1.05, 1.05, Math.PI, Math.PI - .5, Math.PI + .5];
function titlesPlaced(c, view, taken, under) {
  const found = [], small = view.w < 500, size = small ? 11 : 13;
  c.font = `600 ${size}px ${FONT}`;
  for (const disc of data.discs[layout].slice().sort((a, b) => b[2] - a[2])) {
    const [x, y, r, camp] = disc, [a, b] = at(view, x, y), reach = r * view.scale;
    if (camp < 0 || reach < 22 || a + reach < 0 || b + reach < 0 || a - reach > view.w || b - reach > view.h) continue;
    const [title, , ink] = data.camps[camp], short = title.replace(/^Around /, '');
    const fits = Math.max(small ? 16 : 20, Math.min(34, Math.round(1.7 * reach / (size * .55))));
    for (const rows of small ? [wrapped(short, fits), wrapped(short, 12)] : [wrapped(title, fits), wrapped(short, 16)]) {
      const box = titlePlace(c, view, rows, {a, b, reach, size, taken, under});
      if (!box) continue;
      taken.take(box);
      found.push([rows, box, size, ink]);
      break;
    }
  }
  return found;
}
function titlePlace(c, view, rows, {a, b, reach, size, taken, under}) {
  const w = widest(c, rows) + 6, h = rows.length * size * LINE + 3;
  let best = null, least = Infinity;
  for (const turn of TURNS) {
    const px = a + Math.sin(turn) * reach, py = b - Math.cos(turn) * reach, up = Math.cos(turn) > 0;
    const left = Math.min(Math.max(px - w / 2 + Math.sin(turn) * w * .25, 2), view.w - w - 2);
    const top = Math.min(Math.max(up ? py - h - 1 : py + 1, 2), view.h - h - 2);
    const box = [left, top, left + w, top + h], cost = Math.min(under(box, -1), 30) + Math.abs(turn) * .6;
    if (cost < least && !taken.hits(box)) { least = cost; best = box; }
  }
  return best;
}

function paintNames(c, view, focus, theme) {
  const taken = boxes(), under = dotsUnder(view);
  if (focus === null) captionsPainted(c, view, taken, theme);
  const titles = focus === null ? titlesPlaced(c, view, taken, under) : [];
  for (const dot of ranked) { const [x, y, r] = rankBadge(view, dot); taken.take([x - r, y - r, x + r, y + r]); }
  const dots = focus === null ? order : [focus, ...near[focus].filter(([, s]) => shownStroke[s]).map(([other]) => other).sort((a, b) => place[a] - place[b])];
  let left = Math.round(view.w * view.h / (view.w < 500 ? 8000 : 6000)), tried = 0, drawn = 0;
  for (const dot of dots) {
    if (!left || tried > 700) break;
    const [x, y] = spot(view, dot);
    if (x < 0 || y < 0 || x > view.w || y > view.h || !shownDot[dot] && focus === null) continue;
    tried++;
    if (nameWritten(c, view, dot, [x, y], {taken, under, focus, theme})) { left--; drawn++; }
  }
  for (const [rows, box, size, ink] of titles) {
    c.font = `600 ${size}px ${FONT}`;
    write(c, rows, box, size, theme.plain ? theme.ink : ink, 4, 0, theme);
  }
  return drawn;
}

function nameWritten(c, view, dot, [x, y], {taken, under, focus, theme}) {
  const first = D.rank[dot] || D.badge[dot] || dot === focus, rank = place[dot], great = first || !answer && rank < 8;
  const size = great ? (view.w < 500 ? 12 : 13.5) : rank < 40 ? 12 : 11, r = radius(view, dot) * 1.15 + 1;
  c.font = `${great ? 600 : 400} ${size}px ${FONT}`;
  let best = null, least = Infinity, side = 0, shape = null;
  for (const most of [24, 15]) {
    const rows = wrapped(D.badge[dot] ? `${D.name[dot]} (${D.badge[dot]})` : D.name[dot], most), w = widest(c, rows) + 4, h = rows.length * size * LINE + 1;
    if (best && least < .05 || most < 24 && rows.length > 3) break;
    for (const [left, top, towards] of around(x, y, r, w, h)) {
      const box = [left, top, left + w, top + h];
      if (box[0] < 1 || box[2] > view.w - 1 || box[1] < 1 || box[3] > view.h - 1 || taken.hits(box)) continue;
      const hidden = focus === null ? under(box, dot) : 0;
      if (hidden < least) { least = hidden; best = box; side = towards; shape = rows; }
      if (hidden < .05) break;
    }
  }
  if (!best || least > (first ? 9 : great ? Math.max(.8, count / 400) : rank < 40 ? .8 : .35)) return false;
  taken.take(best); taken.take([x - r, y - r, x + r, y + r]);
  write(c, shape, best, size, answer && !first && focus === null ? theme.quiet : theme.ink, 3, side, theme);
  return true;
}
const around = (x, y, r, w, h) => [[x - w / 2, y + r, 0], [x + r, y - h / 2, 1], [x - r - w, y - h / 2, -1], [x - w / 2, y - r - h, 0],
    [x + r * .7, y + r * .5, 1], [x + r * .7, y - r * .5 - h, 1], [x - r * .7 - w, y + r * .5, -1], [x - r * .7 - w, y - r * .5 - h, -1]];

function captionsPainted(c, view, taken, theme) {
  c.font = `600 12px ${FONT}`;
  for (const [x, y, text, number] of data.captions[layout]) {
    const [a, b] = at(view, x, y), row = `${text} (${number.toLocaleString('en')})`, w = c.measureText(row).width + 4;
    const left = a < view.w ? Math.min(a, view.w - w - 6) : a, box = [left, b - 15, left + w, b - 1];
    if (taken.hits(box)) continue;
    taken.take(box);
    write(c, [row], box, 12, theme.quiet, 3, 1, theme);
  }
}
