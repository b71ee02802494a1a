// On paper: the whole map as a picture, then the legend and the tables, a page of rows no more.
const PRINTED = 500;
function picture(w, h, ratio) {
  const canvas = element('canvas', {});
  const c = canvas.getContext('2d');
  const paper = {ink: '#1B1F24', paper: '#FFFFFF', quiet: '#59616B', plain: false};
  canvas.width = w * ratio;
  canvas.height = h * ratio;
  c.scale(ratio, ratio);
  const view = wholeView(w, h, 24);
  paintGround(c, view, paper);
  for (let dot = 0; dot < count; dot++)
    paintDot(c, dot, ...spot(view, dot), radius(view, dot), 1, paper);
  paintNames(c, view, null, paper);
  paintRanks(c, view, paper);
  return canvas.toDataURL('image/png');
}
addEventListener('beforeprint', () => {
  const screen = layout;
  layout = 0;
  get('printed').src = picture(1060, 730, 2);
  get('printed').hidden = false;
  layout = screen;
  fillTables();
  made.forEach(one => {
    one.reset();
    one.fillRows(PRINTED);
  });
});
addEventListener('afterprint', () => {
  get('printed').hidden = true;
  get('printed').removeAttribute('src');
  refillTables();
});

// The start: an address may end in #id to open on one dot.
whole(false);
showView('map');
const wanted = location.hash
  ? D.id.findIndex(id => `#${encodeURIComponent(id)}` === location.hash)
  : -1;
if (wanted >= 0) choose(wanted, {go: true});
window.map = network;
