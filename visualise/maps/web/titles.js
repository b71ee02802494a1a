// Camp titles go round the rim of their disc, from its top, to the first place that is free.
// Where none is free the title is shortened, and then left to the legend.
const TURNS = [0, -0.35, 0.35, -0.7, 0.7, -1.05, 1.05, Math.PI, Math.PI - 0.5, Math.PI + 0.5];
function titlesPlaced(c, view, taken, under) {
  const found = [];
  const small = view.w < 500;
  const size = small ? 11 : 13;
  c.font = `600 ${size}px ${FONT}`;
  for (const disc of data.discs[layout].slice().sort((a, b) => b[2] - a[2])) {
    const [x, y, r, camp] = disc;
    const [a, b] = at(view, x, y);
    const reach = r * view.scale;
    if (
      camp < 0 ||
      reach < 22 ||
      a + reach < 0 ||
      b + reach < 0 ||
      a - reach > view.w ||
      b - reach > view.h
    )
      continue;
    const [title, , ink] = data.camps[camp];
    const short = title.replace(/^Around /, '');
    const fits = Math.max(small ? 16 : 20, Math.min(34, Math.round((1.7 * reach) / (size * 0.55))));
    for (const rows of small
      ? [wrapped(short, fits), wrapped(short, 12)]
      : [wrapped(title, fits), wrapped(short, 16)]) {
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
  const w = widest(c, rows) + 6;
  const h = rows.length * size * LINE + 3;
  let best = null;
  let least = Infinity;
  for (const turn of TURNS) {
    const px = a + Math.sin(turn) * reach;
    const py = b - Math.cos(turn) * reach;
    const up = Math.cos(turn) > 0;
    const left = Math.min(Math.max(px - w / 2 + Math.sin(turn) * w * 0.25, 2), view.w - w - 2);
    const top = Math.min(Math.max(up ? py - h - 1 : py + 1, 2), view.h - h - 2);
    const box = [left, top, left + w, top + h];
    const cost = Math.min(under(box, -1), 30) + Math.abs(turn) * 0.6;
    if (cost < least && !taken.hits(box)) {
      least = cost;
      best = box;
    }
  }
  return best;
}
