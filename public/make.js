// Elements, made without HTML as text.

/** An element with its properties and children. */
export function make(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** A drawing of one path. */
export function draw(box, path, name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const drawn = document.createElementNS("http://www.w3.org/2000/svg", "path");
  drawn.setAttribute("d", path);
  svg.setAttribute("viewBox", box);
  svg.setAttribute("class", name);
  svg.setAttribute("aria-hidden", "true");
  svg.append(drawn);
  return svg;
}

/** The light margin of a code, in modules. */
const QUIET = 4;

/** A drawing of a two-dimensional code. */
export function drawCode(qr) {
  let path = "";
  for (let y = 0; y < qr.size; y += 1) {
    for (let x = 0; x < qr.size; x += 1) {
      const from = x;
      while (qr.get(x, y)) x += 1;
      if (x > from) path += `M${from} ${y}h${x - from}v1h${from - x}z`;
    }
  }
  const size = qr.size + 2 * QUIET;
  return draw(`${-QUIET} ${-QUIET} ${size} ${size}`, path, "qr");
}
