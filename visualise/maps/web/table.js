// The same content as two tables, in pages of 200 rows, sorted by the column that is chosen.
const PAGE = 200;
const tables = get('tables');
const dotLink = dot =>
  element('button', {type: 'button', class: 'plain', 'data-dot': String(dot)}, named(D.name[dot]));
const has = list => list.some(Boolean);
const columnsOfDots = [
  answer && ['Rank', dot => D.rank[dot] || '', dot => D.rank[dot] || 1e9],
  ['Name', dotLink, dot => D.name[dot]],
  ['Kind', kindOf, kindOf],
  has(D.camp.map(camp => camp >= 0)) && ['Camp', dot => named(campOf(dot)), campOf],
  ['Ties', dot => String(D.ties[dot]), dot => -D.ties[dot]],
  has(D.score) && ['Score', dot => D.score[dot], dot => D.rank[dot] || 1e9],
  data.themes.length && [
    'Themes',
    dot => D.themes[dot].map(theme => data.themes[theme]).join(', '),
    dot => D.themes[dot].map(theme => data.themes[theme]).join(),
  ],
  has(D.summary) && ['In short', dot => named(D.summary[dot]), dot => D.summary[dot]],
  has(D.label) && ['Label', dot => D.label[dot], dot => D.label[dot]],
].filter(Boolean);
const columnsOfLines = [
  ['From', line => dotLink(L.start[line]), line => D.name[L.start[line]]],
  ['Tie', line => data.tieKinds[L.kind[line]][0], line => data.tieKinds[L.kind[line]][0]],
  ['To', line => dotLink(L.end[line]), line => D.name[L.end[line]]],
  has(L.words) && ['Details', line => named(L.words[line]), line => L.words[line]],
  has(L.label) && ['Label', line => L.label[line], line => L.label[line]],
  L.sources.some(list => list.length) && [
    'Sources',
    line => named(L.sources[line].map(source => data.sources[source][0]).join('; ')),
    line => L.sources[line].map(source => data.sources[source][0]).join(),
  ],
].filter(Boolean);

const collator = new Intl.Collator('en', {numeric: true, sensitivity: 'base'});
function sortedTable(title, columns, all, shown) {
  const state = {column: null, down: false, from: 0};
  const body = element('tbody');
  const range = element('p', {class: 'range', role: 'status'});
  const back = element('button', {type: 'button'}, 'Previous');
  const on = element('button', {type: 'button'}, 'Next');
  const heads = columns.map(([name], number) => {
    const button = element('button', {type: 'button', class: 'plain'}, name);
    const head = element('th', {scope: 'col'}, button);
    button.addEventListener('click', () => {
      state.down = state.column === number && !state.down;
      state.column = number;
      state.from = 0;
      fillRows();
    });
    return head;
  });
  const caption = element('caption', {});
  function rowsNow() {
    const rows = all.filter(shown);
    if (state.column === null) return rows;
    const key = columns[state.column][2];
    const keys = new Map(rows.map(row => [row, key(row)]));
    const way = state.down ? -1 : 1;
    const compare = (a, b) => (typeof a === 'number' ? a - b : collator.compare(a, b));
    return rows.sort((a, b) => way * compare(keys.get(a), keys.get(b)) || a - b);
  }
  function fillRows(most = PAGE) {
    const rows = rowsNow();
    const part = rows.slice(state.from, state.from + most);
    body.replaceChildren(
      ...part.map(row =>
        element(
          'tr',
          {},
          ...columns.map(([name, cell]) =>
            element(
              name === 'Name' ? 'th' : 'td',
              name === 'Name' ? {scope: 'row'} : {},
              cell(row),
            ),
          ),
        ),
      ),
    );
    heads.forEach((head, number) => {
      if (number === state.column)
        head.setAttribute('aria-sort', state.down ? 'descending' : 'ascending');
      else head.removeAttribute('aria-sort');
    });
    caption.textContent = `${title} (${rows.length.toLocaleString('en')})`;
    range.textContent =
      rows.length > part.length
        ? `${(state.from + 1).toLocaleString('en')} to ${(state.from + part.length).toLocaleString('en')} of ${rows.length.toLocaleString('en')}`
        : '';
    back.hidden = on.hidden = rows.length <= most;
    back.disabled = state.from === 0;
    on.disabled = state.from + most >= rows.length;
  }
  back.addEventListener('click', () => {
    state.from = Math.max(0, state.from - PAGE);
    fillRows();
  });
  on.addEventListener('click', () => {
    state.from += PAGE;
    fillRows();
  });
  const table = element(
    'table',
    {},
    caption,
    element('thead', {}, element('tr', {}, ...heads)),
    body,
  );
  const frame = element(
    'div',
    {class: 'frame', tabindex: '0', role: 'region', 'aria-label': title},
    table,
  );
  return {
    part: element('section', {}, frame, element('div', {class: 'pager'}, back, range, on)),
    fillRows,
    reset: () => {
      state.from = 0;
    },
  };
}
const made = [];
function fillTables() {
  if (made.length) return;
  made.push(
    sortedTable(
      D.context.some(Boolean) ? 'Stakeholders and contexts' : 'Stakeholders',
      columnsOfDots,
      order.slice(),
      dot => shownDot[dot],
    ),
  );
  if (L.start.length)
    made.push(
      sortedTable(
        'Ties',
        columnsOfLines,
        L.start.map((_, line) => line),
        shownLine,
      ),
    );
  tables.append(...made.map(one => one.part));
  made.forEach(one => one.fillRows());
}
function refillTables() {
  made.forEach(one => {
    one.reset();
    one.fillRows();
  });
}
tables.addEventListener('click', event => {
  const button = event.target.closest('[data-dot]');
  if (!button) return;
  showView('map');
  choose(Number(button.dataset.dot), {go: true, open: true});
  before = box;
});
