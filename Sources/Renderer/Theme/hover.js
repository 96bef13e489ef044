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
