// Marks the section that is being read in the page's list of contents. Without this script the list is complete and unmarked.
(() => {
  const list = document.querySelector("nav.outline");
  if (!list || !("IntersectionObserver" in window)) return;
  const links = new Map();
  for (const link of list.querySelectorAll("a[href^='#']")) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) links.set(heading, link);
  }
  const headings = [...links.keys()];
  if (headings.length === 0) return;
  // A browser that cannot show a closed disclosure's content beside the text has it opened for it.
  const disclosure = list.querySelector("details");
  if (!CSS.supports("selector(::details-content)") && matchMedia("(min-width: 79rem)").matches) disclosure.open = true;
  // On a narrow page the list has done its work once a section was chosen.
  list.addEventListener("click", (event) => {
    if (event.target.closest("a") && getComputedStyle(list).position !== "sticky") disclosure.open = false;
  });

  let marked = null;
  function mark() {
    // The section being read is the last whose heading has passed the upper third of the window.
    const line = innerHeight / 3;
    const passed = headings.filter((heading) => heading.getBoundingClientRect().top <= line);
    const isEnd = scrollY > 0 && innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
    const current = links.get(isEnd ? headings.at(-1) : passed.at(-1)) ?? null;
    if (current === marked) return;
    marked?.removeAttribute("aria-current");
    current?.setAttribute("aria-current", "location");
    marked = current;
    // The list scrolls by itself where it is longer than the window.
    if (current && list.scrollHeight > list.clientHeight) {
      const place = current.offsetTop - list.clientHeight / 2;
      list.scrollTo({ top: place, behavior: "instant" });
    }
  }
  const observer = new IntersectionObserver(mark, { rootMargin: "0px 0px -66% 0px", threshold: [0, 1] });
  for (const heading of headings) observer.observe(heading);
  addEventListener("scrollend", mark);
  mark();
})();

// Values of a figure's points, by pointer, finger or arrow keys. The drawing holds them as words (`data-points`): a line for each
// point, its place, then its two values. Without this script they are in the table below each figure.
(() => {
  const svgName = "http://www.w3.org/2000/svg";
  const reach = 40;
  const card = document.createElement("div");
  card.className = "hover-card";
  card.setAttribute("role", "status");
  card.hidden = true;

  const ring = document.createElementNS(svgName, "circle");
  ring.setAttribute("class", "hover-ring");
  ring.setAttribute("r", "7");

  // The points of a drawing, read when somebody first asks for them; the same array for a series' points.
  const read = new WeakMap();
  function series(drawing) {
    if (!read.has(drawing)) {
      read.set(drawing, [...drawing.querySelectorAll("[data-points]")].map((group) =>
        group.dataset.points.split("\n").map((line) => {
          const [place, ...values] = line.split("\t");
          const [x, y] = place.split(" ").map(Number);
          return { group, x, y, values };
        })));
    }
    return read.get(drawing);
  }

  function line(name, value) {
    const row = document.createElement("div");
    const label = document.createElement("span");
    label.textContent = name;
    row.append(label, " ", value);
    return row;
  }

  function show(drawing, point) {
    const { series: name, x, y } = point.group.dataset;
    const rows = [line(x, point.values[0]), line(y, point.values[1])];
    if (name) {
      const heading = document.createElement("b");
      heading.textContent = name;
      rows.unshift(heading);
    }
    card.replaceChildren(...rows);
    const holder = drawing.parentElement;
    if (card.parentElement !== holder) holder.append(card);
    point.group.append(ring);
    ring.setAttribute("cx", point.x);
    ring.setAttribute("cy", point.y);
    card.hidden = false;
    // Beside the point, on the side where there is more room.
    const box = drawing.viewBox.baseVal;
    const scale = drawing.getBoundingClientRect().width / box.width;
    const [left, top] = [point.x * scale, point.y * scale];
    const isRight = point.x > box.width / 2;
    card.style.left = `${isRight ? Math.max(0, left - card.offsetWidth - 12) : left + 12}px`;
    card.style.top = `${Math.max(0, top - card.offsetHeight - 8)}px`;
  }

  function hide() {
    card.hidden = true;
    ring.remove();
  }

  function nearest(drawing, event) {
    const matrix = drawing.getScreenCTM();
    if (!matrix) return null;
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
    let best = null;
    let least = reach * reach;
    for (const point of series(drawing).flat()) {
      const distance = (point.x - at.x) ** 2 + (point.y - at.y) ** 2;
      if (distance < least) [best, least] = [point, distance];
    }
    return best;
  }

  // Left and right go along a series, up and down from one to the next.
  function step(drawing, key) {
    const all = series(drawing);
    const [row, column] = drawing.hoverPlace ?? [0, -1];
    if (key === "ArrowRight") return [row, Math.min(column + 1, all[row].length - 1)];
    if (key === "ArrowLeft") return [row, Math.max(column - 1, 0)];
    if (key === "Home") return [row, 0];
    if (key === "End") return [row, all[row].length - 1];
    const next = Math.min(Math.max(row + (key === "ArrowDown" ? 1 : -1), 0), all.length - 1);
    return [next, Math.min(Math.max(column, 0), all[next].length - 1)];
  }

  for (const drawing of document.querySelectorAll("svg.figure-svg")) {
    if (!drawing.querySelector("[data-points]")) continue;
    drawing.tabIndex = 0;
    const point = (event) => {
      const found = nearest(drawing, event);
      if (found) show(drawing, found); else hide();
    };
    drawing.addEventListener("pointermove", point);
    drawing.addEventListener("pointerdown", point);
    drawing.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") hide(); });
    drawing.addEventListener("blur", hide);
    drawing.addEventListener("keydown", (event) => {
      if (event.key === "Escape") return hide();
      const keys = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"];
      if (!keys.includes(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      drawing.hoverPlace = step(drawing, event.key);
      const [row, column] = drawing.hoverPlace;
      show(drawing, series(drawing)[row][column]);
    });
  }
})();

// Everything that may scroll by itself can be reached with the Tab key. Here what does not scroll is passed over.
(() => {
  if (!("ResizeObserver" in window)) return;
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const scrolls = target.scrollWidth > target.clientWidth || target.scrollHeight > target.clientHeight;
      if (scrolls) target.tabIndex = 0; else target.removeAttribute("tabindex");
    }
  });
  for (const area of document.querySelectorAll("[role='group'][tabindex='0']")) observer.observe(area);
})();

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
