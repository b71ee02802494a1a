// What the page shows, as numbers of dots, lines and strokes, and which of it is shown now.
const data = JSON.parse(document.getElementById('data').textContent);
const D = data.dots;
const L = data.lines;
const nodes = data.net.nodes;
const strokes = data.net.edges;
const count = nodes.length;
const answer = D.rank.some(Boolean);
const get = id => document.getElementById(id);
const words = (n, one, many = `${one}s`) => `${n.toLocaleString('en')} ${n === 1 ? one : many}`;

strokes.forEach(s => {
  s.lines = [];
});
L.stroke.forEach((s, line) => strokes[s].lines.push(line));
const near = nodes.map(() => []); // of each dot: [other dot, stroke]
strokes.forEach((s, at) => {
  near[s.from].push([s.to, at]);
  near[s.to].push([s.from, at]);
});

// Names are written in this order: those asked for, then those with most ties.
const order = nodes
  .map((_, at) => at)
  .sort(
    (a, b) =>
      (D.rank[a] || 1e9) - (D.rank[b] || 1e9) ||
      Boolean(D.badge[b]) - Boolean(D.badge[a]) ||
      D.ties[b] - D.ties[a] ||
      a - b,
  );
const place = [];
order.forEach((dot, at) => {
  place[dot] = at;
});
const ranked = order.filter(dot => D.rank[dot]);

const kindOf = dot => D.kindLabel[dot] || data.kinds[D.kind[dot]][0];
const campOf = dot => (D.camp[dot] < 0 ? '' : data.camps[D.camp[dot]][0]);
const GREY = '#6B7078';
const colourOf = dot => (D.camp[dot] < 0 ? GREY : data.camps[D.camp[dot]][1]);

// A filter is a set of chosen entries in each group; none chosen shows all of the group.
const chosenIn = {kind: new Set(), camp: new Set(), tie: new Set(), theme: new Set()};
const shownDot = new Uint8Array(count).fill(1);
const shownStroke = new Uint8Array(strokes.length).fill(1);
const filtered = () => Object.values(chosenIn).some(set => set.size);
const shownLine = line =>
  shownDot[L.start[line]] &&
  shownDot[L.end[line]] &&
  (!chosenIn.tie.size || chosenIn.tie.has(L.kind[line]));

function refilter() {
  const {kind, camp, tie, theme} = chosenIn;
  const tied = new Uint8Array(count);
  if (tie.size)
    L.kind.forEach((k, line) => {
      if (tie.has(k)) tied[L.start[line]] = tied[L.end[line]] = 1;
    });
  for (let dot = 0; dot < count; dot++) {
    shownDot[dot] =
      (!kind.size || kind.has(D.kind[dot])) &&
      (!camp.size || camp.has(D.camp[dot])) &&
      (!theme.size || D.themes[dot].some(one => theme.has(one))) &&
      (!tie.size || tied[dot])
        ? 1
        : 0;
  }
  strokes.forEach((s, at) => {
    shownStroke[at] = s.lines.some(shownLine) ? 1 : 0;
  });
}
