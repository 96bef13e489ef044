// The reader's choice of colours: those of the system, light or dark. It is read before the page is first drawn; the control is
// added when the page has been read. Without this script the page has the system's colours.
(() => {
  const key = "labbook theme";
  const themes = ["light", "dark"];
  const root = document.documentElement;

  // Where a browser keeps nothing (or keeps nothing for pages opened as files), the choice holds for this page.
  function kept() {
    try { return localStorage.getItem(key); } catch { return null; }
  }
  function keep(theme) {
    try {
      if (themes.includes(theme)) localStorage.setItem(key, theme); else localStorage.removeItem(key);
    } catch { /* The page has changed all the same. */ }
  }
  function show(theme) {
    if (themes.includes(theme)) root.dataset.theme = theme; else delete root.dataset.theme;
  }
  show(kept());

  addEventListener("DOMContentLoaded", () => {
    const header = document.querySelector("header.site");
    if (!header) return;
    const label = document.createElement("label");
    label.className = "theme-choice";
    const name = document.createElement("span");
    name.textContent = "Colours";
    const choice = document.createElement("select");
    for (const [value, text] of [["system", "System"], ["light", "Light"], ["dark", "Dark"]]) {
      choice.append(new Option(text, value));
    }
    choice.value = root.dataset.theme ?? "system";
    choice.addEventListener("change", () => { show(choice.value); keep(choice.value); });
    // Another tab has chosen.
    addEventListener("storage", (event) => {
      if (event.key !== key && event.key !== null) return;
      show(kept());
      choice.value = root.dataset.theme ?? "system";
    });
    label.append(name, choice);
    header.append(label);
  });
})();
