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
