/**
 * Prints a part of the page, under the page's header. What stands on the way to it is marked for as long as
 * the printing takes; `base.css` leaves everything else out.
 */
export function printPart(part: HTMLElement): void {
  const marked: HTMLElement[] = [part];
  part.dataset["paper"] = "whole";
  for (let around = part.parentElement; around; around = around.parentElement) {
    around.dataset["paper"] = "way";
    marked.push(around);
    if (around.localName === "main") break;
  }
  // Some browsers go on while the person chooses a printer.
  const clear = () => marked.forEach((each) => delete each.dataset["paper"]);
  window.addEventListener("afterprint", clear, { once: true });
  window.print();
}
