// Scrolling inside a figure, without moving the page. DOM only.

/** Scrolls a box just far enough to show [top, top + height) of its content. */
export function keepInView(box: HTMLElement, top: number, height: number): void {
  if (top < box.scrollTop) box.scrollTop = top;
  else if (top + height > box.scrollTop + box.clientHeight) box.scrollTop = top + height - box.clientHeight;
}
