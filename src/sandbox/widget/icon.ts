const PATHS = {
  close: "M6 6l12 12M18 6L6 18",
  check: "M5 12.5l4.5 4.5L19 7.5",
  alert: "M12 3a9 9 0 1 1 0 18a9 9 0 0 1 0-18zM12 7.5v5M12 16.2v.1",
  bang: "M12 4v10.5M12 19.9v.1",
  lock: "M7 11V8a5 5 0 0 1 10 0v3M6 11h12v9H6z",
  eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.2a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 0 1 0-5.6z",
  flask: "M10 4v6L5 18.2A1.2 1.2 0 0 0 6 20h12a1.2 1.2 0 0 0 1-1.8L14 10V4M8.5 4h7M8 15h8",
} as const;

export type IconName = keyof typeof PATHS;

const SVG = "http://www.w3.org/2000/svg";

export function drawIcon(document: Document, name: IconName): SVGSVGElement {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("class", `icon icon-${name}`);
  drawing.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  path.setAttribute("pathLength", "1");
  drawing.append(path);
  return drawing;
}
