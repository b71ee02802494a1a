// The card of one dot, or of one pair: every line between them, and where it is from.
const card = get('card');
let before = null; // what had the focus before the card took it
function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  Object.entries(attributes || {}).forEach(([name, value]) => {
    if (value !== '' && value !== null && value !== false) made.setAttribute(name, value);
  });
  made.append(...children.filter(child => child !== '' && child !== null && child !== undefined));
  return made;
}
const named = text => element('bdi', {dir: 'auto'}, text);
const link = (address, text) =>
  address
    ? element('a', {href: address, target: '_blank', rel: 'noopener noreferrer', dir: 'auto'}, text)
    : named(text);

// Sources are numbered as the card meets them.
function citations() {
  const met = [];
  return {
    cite: list =>
      list.length
        ? element(
            'span',
            {class: 'cited'},
            ...list.map(source => {
              if (!met.includes(source)) met.push(source);
              return element(
                'span',
                {title: data.sources[source][0]},
                `[${met.indexOf(source) + 1}]`,
              );
            }),
          )
        : '',
    list: () =>
      met.length
        ? [
            element('h3', {}, 'Sources'),
            element(
              'ol',
              {class: 'sources'},
              ...met.map(source =>
                element('li', {}, link(data.sources[source][1], data.sources[source][0])),
              ),
            ),
          ]
        : [],
  };
}
const factList = (facts, cites) =>
  element(
    'ul',
    {class: 'facts'},
    ...facts.map(([text, from]) => element('li', {}, named(text), ' ', cites.cite(from))),
  );
// Where all is labelled alike, the banner says it.
const labelMark = text =>
  text && data.labels.length > 1 ? element('span', {class: 'label'}, text) : '';

function tieRow(line, from, cites) {
  const there = L.start[line] === from;
  const other = there ? L.end[line] : L.start[line];
  const kind = data.tieKinds[L.kind[line]];
  return element(
    'li',
    {class: kind[3] ? 'opposing' : ''},
    element('span', {class: 'way'}, there ? kind[0] : kind[1]),
    ' ',
    element(
      'button',
      {type: 'button', class: 'plain', 'data-dot': String(other)},
      named(D.name[other]),
    ),
    ' ',
    element('span', {class: 'quiet'}, named(L.words[line])),
    ' ',
    cites.cite(L.sources[line]),
    labelMark(L.label[line]),
  );
}

const FIRST = 25;
function tieList(dot, cites) {
  const lines = near[dot]
    .slice()
    .sort((a, b) => place[a[0]] - place[b[0]])
    .flatMap(([, number]) => strokes[number].lines.filter(shownLine));
  if (!lines.length) return [];
  const list = element(
    'ul',
    {class: 'ties'},
    ...lines.slice(0, FIRST).map(line => tieRow(line, dot, cites)),
  );
  const out = [element('h3', {}, `Ties (${lines.length})`), list];
  if (lines.length > FIRST) {
    const more = element('button', {type: 'button'}, `Show all ${lines.length} ties`);
    more.addEventListener('click', () => {
      list.replaceChildren(...lines.map(line => tieRow(line, dot, cites)));
      card.querySelector('.end').replaceChildren(...cites.list());
      more.remove();
      list.children[FIRST].querySelector('button').focus();
    });
    out.push(more);
  }
  return out;
}

function fill(head, ...parts) {
  const close = element(
    'button',
    {type: 'button', class: 'close', 'aria-label': 'Close details'},
    '×',
  );
  close.addEventListener('click', () => leaveCard());
  card.replaceChildren(close, ...head, ...parts);
  card.hidden = false;
  card.scrollTop = 0;
}

function showCard(dot) {
  const cites = citations();
  const camp = campOf(dot);
  const parts = [];
  const meta = element(
    'p',
    {class: 'meta'},
    icon(data.kinds[D.kind[dot]][1], colourOf(dot), D.context[dot]),
    ` ${kindOf(dot)}`,
    camp ? element('span', {class: 'quiet'}, ' · ', named(camp)) : '',
    labelMark(D.label[dot]),
  );
  if (D.rank[dot])
    parts.push(
      element(
        'p',
        {class: 'rank'},
        element('b', {}, `Rank ${D.rank[dot]}`),
        D.score[dot] ? ` · ${D.score[dot]}` : '',
      ),
    );
  if (D.badge[dot]) parts.push(element('p', {class: 'badge'}, D.badge[dot]));
  if (D.summary[dot]) parts.push(element('p', {dir: 'auto'}, D.summary[dot]));
  if (D.parts[dot].length) parts.push(element('h3', {}, 'Why'), factList(D.parts[dot], cites));
  if (D.facts[dot].length)
    parts.push(element('h3', {}, 'Known about it'), factList(D.facts[dot], cites));
  if (D.themes[dot].length)
    parts.push(
      element(
        'p',
        {class: 'chips'},
        ...D.themes[dot].map(theme => element('span', {}, data.themes[theme])),
      ),
    );
  parts.push(...tieList(dot, cites));
  fill(
    [element('h2', {id: 'card-name', tabindex: '-1', dir: 'auto'}, D.name[dot]), meta],
    ...parts,
    element('div', {class: 'end'}, ...cites.list()),
    D.link[dot] ? element('p', {}, link(D.link[dot], 'More about it')) : '',
  );
}

function showPair(number) {
  const cites = citations();
  const {from, to, lines} = strokes[number];
  const rows = lines.filter(shownLine);
  const sentence = line =>
    element(
      'li',
      {class: data.tieKinds[L.kind[line]][3] ? 'opposing' : ''},
      element(
        'button',
        {type: 'button', class: 'plain', 'data-dot': String(L.start[line])},
        named(D.name[L.start[line]]),
      ),
      ` ${data.tieKinds[L.kind[line]][0]} `,
      element(
        'button',
        {type: 'button', class: 'plain', 'data-dot': String(L.end[line])},
        named(D.name[L.end[line]]),
      ),
      ' ',
      element('span', {class: 'quiet'}, named(L.words[line])),
      ' ',
      cites.cite(L.sources[line]),
      labelMark(L.label[line]),
    );
  fill(
    [
      element(
        'h2',
        {id: 'card-name', tabindex: '-1'},
        named(D.name[from]),
        ' and ',
        named(D.name[to]),
      ),
      element('p', {class: 'meta'}, words(rows.length, 'tie')),
    ],
    element('ul', {class: 'ties'}, ...rows.map(sentence)),
    ...cites.list(),
  );
}

function focusCard() {
  if (!card.contains(document.activeElement)) before = document.activeElement;
  get('card-name').focus({preventScroll: true});
}
function closeCard() {
  card.hidden = true;
  card.replaceChildren();
}
function leaveCard() {
  const back = before && document.contains(before) && before !== document.body ? before : box;
  choose(null);
  back.focus({preventScroll: true});
  before = null;
}
card.addEventListener('keydown', event => {
  if (event.key === 'Escape') {
    event.stopPropagation();
    leaveCard();
  }
});
card.addEventListener('click', event => {
  const button = event.target.closest('[data-dot]');
  if (button) choose(Number(button.dataset.dot), {go: true, open: true});
});
