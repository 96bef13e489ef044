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
