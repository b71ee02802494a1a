// The shapes of kinds, on the canvas and in the legend, their areas about equal.
const ring = (corners, turn, radius, inner = 1) =>
  Array.from({length: corners}, (_, at) => {
    const angle = turn + (at * 2 * Math.PI) / corners;
    const r = radius * (at % 2 ? inner : 1);
    return [r * Math.cos(angle), r * Math.sin(angle)];
  });
const UP = -Math.PI / 2;
const plus = (() => {
  const t = 0.42;
  const q = 1.15;
  return [
    [-t, -q],
    [t, -q],
    [t, -t],
    [q, -t],
    [q, t],
    [t, t],
    [t, q],
    [-t, q],
    [-t, t],
    [-q, t],
    [-q, -t],
    [-t, -t],
  ];
})();
const SHAPES = {
  square: ring(4, Math.PI / 4, 1.25),
  triangle: ring(3, UP, 1.4),
  down: ring(3, -UP, 1.4),
  diamond: ring(4, 0, 1.3),
  hexagon: ring(6, 0, 1.1),
  pentagon: ring(5, UP, 1.15),
  star: ring(10, UP, 1.5, 0.48),
  cross: plus,
};

function outline(c, mark, x, y, r) {
  c.beginPath();
  const corners = SHAPES[mark];
  if (corners) {
    corners.forEach(([a, b], at) => {
      c[at ? 'lineTo' : 'moveTo'](x + a * r, y + b * r);
    });
    c.closePath();
    return;
  }
  c.arc(x, y, r, 0, 2 * Math.PI);
  if (mark === 'ring') {
    c.moveTo(x + r * 0.5, y);
    c.arc(x, y, r * 0.5, 0, 2 * Math.PI, true);
  }
}

const SVG = 'http://www.w3.org/2000/svg';
function svg(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  element.append(...children);
  return element;
}

function pathOf(mark) {
  const corners = SHAPES[mark];
  const circle = r => `M${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
  if (corners) return `M${corners.map(p => p.map(v => v.toFixed(3)).join(' ')).join('L')}z`;
  return mark === 'ring' ? circle(1) + circle(0.5) : circle(1);
}

const iconBox = (...children) =>
  svg('svg', {viewBox: '-1.7 -1.7 3.4 3.4', class: 'icon', 'aria-hidden': 'true'}, ...children);
const icon = (mark, colour, hollow) =>
  iconBox(
    svg('path', {
      d: pathOf(mark),
      'fill-rule': 'evenodd',
      fill: hollow ? 'none' : colour,
      stroke: colour,
      'stroke-width': hollow ? 0.4 : 0.1,
    }),
  );
const strokeIcon = opposing =>
  iconBox(
    svg('path', {
      d: 'M-1.6 0H1.6',
      stroke: opposing ? OPPOSING : '#4A515B',
      'stroke-width': 0.4,
      'stroke-dasharray': opposing ? '.7 .4' : 'none',
    }),
  );
const OPPOSING = '#9B1C1C';
