// Search by name: accents and case do not matter, and every word typed must begin a word.
const find = get('find');
const found = get('found');
const bare = text => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
const bareNames = D.name.map(name => ` ${bare(name)}`);
let active = -1;

function matches(text) {
  const parts = bare(text).split(/\s+/).filter(Boolean);
  if (!parts.length) return [];
  const begins = order.filter(dot => parts.every(part => bareNames[dot].includes(` ${part}`)));
  const within =
    begins.length < 8
      ? order.filter(
          dot => !begins.includes(dot) && parts.every(part => bareNames[dot].includes(part)),
        )
      : [];
  return [...begins, ...within].slice(0, 8);
}
function suggest() {
  const dots = matches(find.value);
  active = -1;
  find.removeAttribute('aria-activedescendant');
  found.replaceChildren(
    ...dots.map(dot =>
      element(
        'li',
        {role: 'option', id: `found-${dot}`, 'aria-selected': 'false', 'data-dot': String(dot)},
        icon(data.kinds[D.kind[dot]][1], colourOf(dot), D.context[dot]),
        element('span', {dir: 'auto', class: 'name'}, D.name[dot]),
        element('span', {class: 'quiet'}, kindOf(dot)),
      ),
    ),
  );
  const none = find.value.trim() && !dots.length;
  found.hidden = !dots.length;
  find.setAttribute('aria-expanded', String(!found.hidden));
  if (find.value.trim()) say(none ? 'No name found' : `${words(dots.length, 'name')} found`);
  find.classList.toggle('none', Boolean(none));
}
function step(by) {
  const options = [...found.children];
  if (!options.length) return;
  active = (active + by + options.length) % options.length;
  options.forEach((option, number) =>
    option.setAttribute('aria-selected', String(number === active)),
  );
  find.setAttribute('aria-activedescendant', options[active].id);
  options[active].scrollIntoView({block: 'nearest'});
}
function take(option) {
  if (!option) return;
  const dot = Number(option.dataset.dot);
  shut();
  find.value = '';
  if (!shownDot[dot]) {
    Object.values(chosenIn).forEach(set => set.clear());
    applyFilters();
  }
  showView('map');
  choose(dot, {go: true, open: true});
}
const shut = () => {
  found.hidden = true;
  find.setAttribute('aria-expanded', 'false');
};
find.addEventListener('input', suggest);
find.addEventListener('focus', () => {
  if (find.value) suggest();
});
find.addEventListener('blur', () => setTimeout(shut, 150));
find.addEventListener('keydown', event => {
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    step(event.key === 'ArrowDown' ? 1 : active < 0 ? 0 : -1);
  } else if (event.key === 'Enter') {
    event.preventDefault();
    take(found.children[Math.max(active, 0)]);
  } else if (event.key === 'Escape') {
    find.value = '';
    suggest();
  }
});
found.addEventListener('mousedown', event => {
  event.preventDefault();
  take(event.target.closest('[data-dot]'));
});
