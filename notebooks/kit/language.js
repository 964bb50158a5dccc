// Both languages stand in the page, and a switch shows one: nothing is computed again, and sliders stay where they are.

const tags = { en: 'en', zh: 'zh-CN' };

/** Shows a language, and remembers it in the address. */
function choose(language, titles) {
  document.documentElement.lang = tags[language];
  document.title = titles[language];
  try {
    history.replaceState(null, '', `#${language}`);
  } catch {
    // A page from a file may not be allowed to.
  }
  for (const button of document.querySelectorAll('.languages button'))
    button.setAttribute('aria-pressed', String(button.lang === tags[language]));
}

/** The switch, with the page's title in both languages. The address decides at first (`#zh`), else the browser's language. */
export function languages(titles) {
  const group = document.createElement('div');
  group.className = 'languages';
  group.setAttribute('role', 'group');
  group.setAttribute('aria-label', 'Language / 语言');
  for (const [language, name] of [
    ['en', 'English'],
    ['zh', '中文'],
  ]) {
    const button = document.createElement('button');
    Object.assign(button, { type: 'button', lang: tags[language], textContent: name });
    button.addEventListener('click', () => choose(language, titles));
    group.append(button);
  }
  const asked = location.hash.slice(1);
  const first = asked in tags ? asked : navigator.language.startsWith('zh') ? 'zh' : 'en';
  requestAnimationFrame(() => choose(first, titles));
  return group;
}

/** A text in both languages. */
export function texts(words) {
  const parts = document.createDocumentFragment();
  for (const [language, text] of Object.entries(words)) {
    const span = document.createElement('span');
    span.lang = tags[language];
    span.textContent = text;
    parts.append(span);
  }
  return parts;
}

/** What `build` makes in each language, one beside the other. */
export function both(build) {
  const parts = document.createElement('div');
  for (const language of ['en', 'zh']) {
    const part = document.createElement('div');
    part.lang = tags[language];
    part.append(build(language));
    parts.append(part);
  }
  return parts;
}
