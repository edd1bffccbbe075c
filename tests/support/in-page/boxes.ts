// Runs inside a page. Collects the boxes that a person must be able to see: lines of text, controls and pictures.

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Item {
  element: Element;
  /** Text lies inside its element and is cut off by it; a control's box is its element's own. */
  kind: "text" | "control";
  /** For messages: the text, or what the control is called. */
  words: string;
  /** Where it is, in window coordinates. */
  box: Box;
}

const controls =
  "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=tab], img, svg[role=img], canvas";

export function collectItems(): Item[] {
  const scope = document.querySelector("dialog:modal") ?? document.body;
  return [...textItems(scope), ...controlItems(scope)].filter(({ box }) => width(box) > 0 && height(box) > 0);
}

function textItems(scope: Element): Item[] {
  const items: Item[] = [];
  const walker = document.createTreeWalker(scope, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    const words = node.textContent?.replace(/\s+/g, " ").trim() ?? "";
    if (!element || words === "" || !isToBeSeen(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) items.push({ element, kind: "text", words, box: inkOf(rect, element) });
  }
  return items;
}

function controlItems(scope: Element): Item[] {
  return [...scope.querySelectorAll(controls)].filter(isToBeSeen).flatMap((element) => {
    const words = nameOf(element);
    const isInline = getComputedStyle(element).display === "inline";
    const boxes = [...element.getClientRects()].map((rect) => (isInline ? inkOf(rect, element) : rect));
    return boxes.map((box) => ({ element, kind: "control", words, box }));
  });
}

// A line's rectangle is as high as the font's ascent and descent, half as high again as what is drawn: two lines set close
// would seem to overlap. Chinese characters fill the middle em.
function inkOf(rect: DOMRect, element: Element): Box {
  const em = Number.parseFloat(getComputedStyle(element).fontSize);
  const excess = Math.max(0, rect.height - em) / 2;
  return { left: rect.left, right: rect.right, top: rect.top + excess, bottom: rect.bottom - excess };
}

function nameOf(element: Element): string {
  const words = element.getAttribute("aria-label") ?? element.textContent ?? "";
  return words.replace(/\s+/g, " ").trim() || element.getAttribute("name") || element.tagName.toLowerCase();
}

function isToBeSeen(element: Element): boolean {
  return (
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true }) &&
    !isDecoration(element) &&
    !isForScreenReadersOnly(element)
  );
}

function isDecoration(element: Element): boolean {
  return element.closest("[aria-hidden=true]") !== null && getComputedStyle(element).pointerEvents === "none";
}

// The usual pattern: shrunk to a pixel, or moved off the page to the left or the top.
function isForScreenReadersOnly(element: Element): boolean {
  for (let each: Element | null = element; each && each !== document.body; each = each.parentElement) {
    const box = each.getBoundingClientRect();
    const isAway = box.right + scrollX <= 0 || box.bottom + scrollY <= 0;
    const isDot = box.width <= 2 && box.height <= 2 && getComputedStyle(each).overflow !== "visible";
    if (isDot || (isAway && box.width > 0)) return true;
  }
  return false;
}

export function width(box: Box): number {
  return box.right - box.left;
}

export function height(box: Box): number {
  return box.bottom - box.top;
}

export function intersection(one: Box, other: Box): Box {
  return {
    left: Math.max(one.left, other.left),
    top: Math.max(one.top, other.top),
    right: Math.min(one.right, other.right),
    bottom: Math.min(one.bottom, other.bottom),
  };
}

export function union(one: Box, other: Box): Box {
  return {
    left: Math.min(one.left, other.left),
    top: Math.min(one.top, other.top),
    right: Math.max(one.right, other.right),
    bottom: Math.max(one.bottom, other.bottom),
  };
}
