// The legend, which is also the filter, and the list of who was asked for.
const side = get('side');
const legend = get('legend');
const ranking = get('ranking');

function legendEntry(group, number, symbol, text, total) {
  const button = element(
    'button',
    {type: 'button', 'aria-pressed': 'false', 'data-group': group, 'data-entry': String(number)},
    symbol,
    element('span', {dir: 'auto', class: 'name'}, text),
    element('span', {class: 'number'}, total.toLocaleString('en')),
  );
  return element('li', {}, button);
}
function legendGroup(title, group, entries) {
  if (!entries.length) return;
  const list = element('ul', {'aria-labelledby': `group-${group}`}, ...entries);
  const many = entries.length > 12;
  const shownNow = many ? entries.slice(0, 10) : entries;
  list.replaceChildren(...shownNow);
  const section = element('section', {}, element('h2', {id: `group-${group}`}, title), list);
  if (many) {
    const more = element(
      'button',
      {type: 'button', class: 'plain more'},
      `${entries.length - 10} more`,
    );
    more.addEventListener('click', () => {
      list.replaceChildren(...entries);
      more.remove();
      entries[10].querySelector('button').focus();
    });
    section.append(more);
  }
  legend.append(section);
}
const themeCount = data.themes.map(() => 0);
D.themes.forEach(list =>
  list.forEach(theme => {
    themeCount[theme]++;
  }),
);
legendGroup(
  'Kind',
  'kind',
  data.kinds.map(([label, mark, hollow, total], number) =>
    legendEntry('kind', number, icon(mark, '#3B424B', hollow), label, total),
  ),
);
legendGroup(
  'Camp',
  'camp',
  data.camps.map(([title, colour, , total], number) =>
    legendEntry('camp', number, icon('circle', colour), title, total),
  ),
);
legendGroup(
  'Tie',
  'tie',
  data.tieKinds.map(([label, , , opposing, total], number) =>
    legendEntry('tie', number, strokeIcon(opposing), label, total),
  ),
);
legendGroup(
  'Theme',
  'theme',
  data.themes.map((label, number) => legendEntry('theme', number, '', label, themeCount[number])),
);

legend.addEventListener('click', event => {
  const button = event.target.closest('[data-group]');
  if (!button) return;
  const set = chosenIn[button.dataset.group];
  const entry = Number(button.dataset.entry);
  if (!set.delete(entry)) set.add(entry);
  applyFilters();
});
function applyFilters() {
  refilter();
  legend
    .querySelectorAll('[data-group]')
    .forEach(button =>
      button.setAttribute(
        'aria-pressed',
        String(chosenIn[button.dataset.group].has(Number(button.dataset.entry))),
      ),
    );
  let dots = 0;
  shownDot.forEach(one => {
    dots += one;
  });
  const text = `${dots.toLocaleString('en')} of ${count.toLocaleString('en')} shown`;
  get('shown').hidden = !filtered();
  get('shown').firstElementChild.textContent = text;
  if (chosen !== null && !shownDot[chosen]) choose(null);
  else if (chosen !== null) showCard(chosen);
  say(filtered() ? text : 'All shown');
  refillTables();
  network.redraw();
}
get('shown')
  .querySelector('button')
  .addEventListener('click', () => {
    Object.values(chosenIn).forEach(set => set.clear());
    applyFilters();
    box.focus();
  });

if (answer) {
  ranking.hidden = false;
  ranking
    .querySelector('ol')
    .append(
      ...ranked.map(dot =>
        element(
          'li',
          {},
          element(
            'button',
            {type: 'button', 'data-dot': String(dot)},
            element('span', {class: 'place'}, String(D.rank[dot])),
            element('span', {class: 'name', dir: 'auto'}, D.name[dot]),
            element('span', {class: 'number'}, D.score[dot]),
          ),
        ),
      ),
    );
  ranking.addEventListener('click', event => {
    const button = event.target.closest('[data-dot]');
    if (button) {
      openSide(false);
      showView('map');
      choose(Number(button.dataset.dot), {go: true, open: true});
    }
  });
}
const markChosen = dot =>
  ranking
    .querySelectorAll('[data-dot]')
    .forEach(button => button.toggleAttribute('aria-current', Number(button.dataset.dot) === dot));

const openSide = open => {
  side.classList.toggle('open', open);
  get('open-side').setAttribute('aria-expanded', String(open));
};
get('open-side').textContent = answer ? 'Ranking and legend' : 'Legend and filters';
get('open-side').addEventListener('click', () => {
  openSide(true);
  get('close-side').focus();
});
get('close-side').addEventListener('click', () => {
  openSide(false);
  get('open-side').focus();
});
side.addEventListener('keydown', event => {
  if (event.key === 'Escape' && side.classList.contains('open')) {
    openSide(false);
    get('open-side').focus();
  }
});
if (!get('note').textContent) get('note').remove();

function showView(name) {
  document
    .querySelectorAll('#views button')
    .forEach(button => button.setAttribute('aria-pressed', String(button.dataset.view === name)));
  get('stage').hidden = name !== 'map';
  get('tables').hidden = name !== 'tables';
  if (name === 'tables') fillTables();
  document.body.dataset.showing = name;
}
get('views').addEventListener('click', event => {
  if (event.target.dataset.view) showView(event.target.dataset.view);
});
