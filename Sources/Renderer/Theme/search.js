// Search over all pages. The index is a script, so that it can be had from a page that was opened as a file; it is asked for when
// somebody first searches. Without this script there is no search.
(() => {
  const header = document.querySelector("header.site");
  if (!header || typeof HTMLDialogElement === "undefined") return;
  const most = 30;

  // Letters without their marks and in lower case: "Größe" is found by "grosse" and "grösse" alike.
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/ß/g, "ss");
  const isWord = (character) => character !== undefined && /[\p{L}\p{N}_]/u.test(character);

  // The folded text, and for each of its places the place in the text that it came from.
  function folded(text) {
    let result = "";
    const places = [];
    let place = 0;
    for (const character of text) {
      const part = fold(character);
      for (let index = 0; index < part.length; index += 1) places.push(place);
      result += part;
      place += character.length;
    }
    places.push(text.length);
    return { text: result, places };
  }

  let sections = null;
  let loading = null;
  function load() {
    loading ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = "search-index.js";
      script.onload = () => {
        // A page is its path, its title, and three texts a section: anchor, heading, words.
        sections = (window.labbookSearchIndex ?? []).flatMap(([path, title, ...rest]) =>
          Array.from({ length: rest.length / 3 }, (_, index) => {
            const [anchor, heading, words] = rest.slice(3 * index, 3 * index + 3);
            return { address: path + (anchor ? "#" + encodeURIComponent(anchor) : ""), title, heading, words };
          }));
        resolve();
      };
      script.onerror = () => { loading = null; script.remove(); reject(new Error("no index")); };
      document.head.append(script);
    });
    return loading;
  }

  // How well a section fits; 0 where one of the words is not in it.
  function score(section, words) {
    section.folded ??= { title: fold(section.title), heading: fold(section.heading), words: fold(section.words) };
    const { title, heading, words: text } = section.folded;
    let total = 0;
    for (const word of words) {
      let best = 0;
      for (const [where, weight] of [[heading, 8], [title, 4], [text, 1]]) {
        const place = where.indexOf(word);
        if (place < 0) continue;
        const starts = !isWord(where[place - 1]);
        best += weight * (starts ? 2 : 1);
      }
      if (best === 0) return 0;
      let count = 0;
      for (let at = text.indexOf(word); at >= 0 && count < 8; at = text.indexOf(word, at + word.length)) count += 1;
      total += best + count / 4;
    }
    return total;
  }

  function find(query) {
    const words = [...new Set(fold(query).split(/\s+/u).filter(Boolean))];
    if (words.length === 0) return { words, found: [] };
    const found = sections.map((section) => ({ section, value: score(section, words) }))
      .filter((one) => one.value > 0).sort((a, b) => b.value - a.value);
    return { words, found: found.map((one) => one.section) };
  }

  // Some words around the first that was searched for, with all of them marked.
  function excerpt(section, words) {
    const { text, places } = folded(section.words);
    const first = Math.min(...words.map((word) => text.indexOf(word)).filter((place) => place >= 0));
    const middle = Number.isFinite(first) ? places[first] : 0;
    let start = Math.max(0, middle - 60);
    while (start > 0 && isWord(section.words[start - 1]) && middle - start < 90) start -= 1;
    let end = Math.min(section.words.length, middle + 140);
    while (end < section.words.length && isWord(section.words[end]) && end - middle < 170) end += 1;
    const marks = [];
    for (const word of words) {
      for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
        const [from, to] = [places[at], places[at + word.length]];
        if (from >= start && to <= end && to > from) marks.push([from, to]);
      }
    }
    marks.sort((a, b) => a[0] - b[0]);
    const element = document.createElement("span");
    element.className = "search-excerpt";
    let place = start;
    element.append(start > 0 ? "…" : "");
    for (const [from, to] of marks) {
      if (from < place) continue;
      const mark = document.createElement("mark");
      mark.textContent = section.words.slice(from, to);
      element.append(section.words.slice(place, from), mark);
      place = to;
    }
    element.append(section.words.slice(place, end), end < section.words.length ? "…" : "");
    return element;
  }

  const dialog = document.createElement("dialog");
  dialog.className = "search";
  dialog.setAttribute("aria-label", "Search");
  const label = document.createElement("label");
  label.append("Search all pages");
  const input = document.createElement("input");
  input.type = "search";
  input.autocomplete = "off";
  input.spellcheck = false;
  label.append(input);
  const close = document.createElement("button");
  close.type = "button";
  close.className = "search-close";
  close.textContent = "Close";
  close.addEventListener("click", () => dialog.close());
  const status = document.createElement("p");
  status.className = "search-status";
  status.setAttribute("role", "status");
  const list = document.createElement("ol");
  dialog.append(close, label, status, list);
  document.body.append(dialog);

  function show() {
    if (!sections) return;
    const { words, found } = find(input.value);
    list.replaceChildren(...found.slice(0, most).map((section) => {
      const link = document.createElement("a");
      link.href = section.address;
      const name = document.createElement("span");
      name.className = "search-name";
      const heading = document.createElement("b");
      heading.textContent = section.heading || section.title;
      name.append(heading);
      if (section.heading) name.append(" · ", section.title);
      link.append(name, excerpt(section, words));
      const item = document.createElement("li");
      item.append(link);
      return item;
    }));
    const count = found.length;
    status.textContent = words.length === 0 ? "" : count === 0 ? "Nothing found."
      : count > most ? `${count} places; the first ${most} are shown.` : count === 1 ? "1 place." : `${count} places.`;
  }

  function open() {
    if (dialog.open) return;
    dialog.showModal();
    input.select();
    if (sections) return;
    status.textContent = "Reading the index…";
    load().then(() => { status.textContent = ""; show(); }, () => { status.textContent = "The index could not be read."; });
  }

  input.addEventListener("input", show);
  dialog.addEventListener("keydown", (event) => {
    const links = [...list.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "Enter" && document.activeElement === input) {
      if (links.length > 0) links[0].click();
    } else if (event.key === "ArrowDown" && at + 1 < links.length) {
      links[at + 1].focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      (at > 0 ? links[at - 1] : input).focus();
    } else if (event.key === "Escape") {
      // A field of this kind would only be emptied by it.
      dialog.close();
    } else {
      return;
    }
    event.preventDefault();
  });
  // A result on this page leads nowhere else, so the dialog would stay over it.
  list.addEventListener("click", (event) => { if (event.target.closest("a")) dialog.close(); });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });

  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    open();
  });

  const button = document.createElement("button");
  button.type = "button";
  button.className = "search-open";
  button.textContent = "Search";
  button.title = "Search all pages (key /)";
  button.setAttribute("aria-keyshortcuts", "/");
  button.addEventListener("click", open);
  header.querySelector("nav")?.append(button);
  if (!button.isConnected) header.append(button);
})();
