// Keeps a page of the preview up to date: asks the server what is new, reloads when the page has changed, and shows what is
// wrong with the notebooks. The server adds this to the pages it sends; no file of the site holds it.
(() => {
  const { page, version } = document.currentScript.dataset;
  const loaded = Number(version);
  const placeKey = `labbook preview ${location.pathname}`;
  let isLeaving = false;
  addEventListener("pagehide", () => { isLeaving = true; });

  // After a reload the page stands where it stood.
  const place = sessionStorage.getItem(placeKey);
  if (place !== null) {
    sessionStorage.removeItem(placeKey);
    // Where the style asks for smooth scrolling this would be a journey from the top.
    scrollTo({ top: Number(place), behavior: "instant" });
    addEventListener("load", () => { history.scrollRestoration = "auto"; });
  }

  function reload() {
    sessionStorage.setItem(placeKey, String(scrollY));
    history.scrollRestoration = "manual";
    location.reload();
  }

  // The problems stand in a tree of their own, which the site's style does not reach.
  const host = document.createElement("div");
  const tree = host.attachShadow({ mode: "open" });
  tree.innerHTML = `<style>
      section { position: fixed; inset: auto 0 0 0; max-height: 50vh; overflow: auto; z-index: 2147483647;
        background: #3b0d0d; color: #fff; border-top: 4px solid #e5484d; padding: 12px 20px; }
      pre { margin: 0; font: 13px/1.5 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
      button { float: right; margin-left: 12px; font: inherit; }
    </style><section role="alert"><button type="button">Hide</button><pre></pre></section>`;
  const text = tree.querySelector("pre");
  tree.querySelector("button").addEventListener("click", () => host.remove());

  function show(problems) {
    const words = problems.join("\n\n");
    // What was hidden stays so until there is something else to say.
    if (words === text.textContent) return;
    text.textContent = words;
    if (words === "") host.remove(); else document.body.append(host);
  }

  async function follow() {
    let after = -1;
    while (!isLeaving) {
      try {
        const question = `page=${encodeURIComponent(page)}&loaded=${loaded}&after=${after}`;
        const answer = await fetch(`/.preview/news?${question}`, { cache: "no-store" });
        const news = await answer.json();
        if (news.reload) { reload(); return; }
        show(news.problems);
        after = news.version;
      } catch {
        if (isLeaving) return;
        show(["The preview does not answer, and this page may be old. Start it again with 'labbook preview'."]);
        after = -1;
        await new Promise((done) => setTimeout(done, 1000));
      }
    }
  }
  follow();
})();
