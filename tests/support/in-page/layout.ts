// Runs inside a page: says what is wrong with how it is laid out. `layoutProblems` in ../layout-check.ts says what counts.
import { type Box, collectItems, height, type Item, intersection, union, width } from "./boxes.ts";

const tolerance = 1;

export function findProblems(): string[] {
  const items = collectItems();
  const problems = [...sidewaysScroll(), ...items.flatMap(cutOff), ...shortenedText(), ...overlaps(items)];
  return [...new Set(problems)];
}

function sidewaysScroll(): string[] {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth + tolerance) return [];
  return [`scrolls sideways: ${scrollWidth} px wide in a window of ${clientWidth} px`];
}

/** Text and controls that an ancestor cuts off, or that lie outside the page. */
function cutOff(item: Item): string[] {
  const { clipX, clipY, scrollsX, scrollsY } = surroundings(item);
  const sides: string[] = [];
  for (const { edge } of clipX) {
    if (item.box.left < edge.left - tolerance) sides.push("left");
    if (item.box.right > edge.right + tolerance) sides.push("right");
  }
  for (const { edge } of clipY) {
    if (item.box.top < edge.top - tolerance) sides.push("top");
    if (item.box.bottom > edge.bottom + tolerance) sides.push("bottom");
  }
  if (clipX.length === 0 && !scrollsX) {
    if (item.box.left + scrollX < -tolerance) sides.push("left of the page");
    if (item.box.right + scrollX > document.documentElement.clientWidth + tolerance) sides.push("right of the page");
  }
  if (clipY.length === 0 && !scrollsY && windowCannotScroll() && item.box.bottom > innerHeight + tolerance) {
    sides.push("bottom of the window");
  }
  return [...new Set(sides)].map((side) => `cut off at the ${side}: ${described(item)}`);
}

function windowCannotScroll(): boolean {
  return [document.documentElement, document.body].some((root) => isClip(getComputedStyle(root).overflowY));
}

interface Edge {
  element: Element;
  edge: Box;
}

interface Surroundings {
  clipX: Edge[];
  clipY: Edge[];
  scrollsX: Element | undefined;
  scrollsY: Element | undefined;
}

/** What cuts an item off, nearest first, up to the nearest box in which it can be scrolled to. */
function surroundings(item: Item): Surroundings {
  const found: Surroundings = { clipX: [], clipY: [], scrollsX: undefined, scrollsY: undefined };
  for (const ancestor of containers(item)) {
    const { overflowX, overflowY } = getComputedStyle(ancestor);
    const edge = innerEdge(ancestor);
    if (!found.scrollsX && isClip(overflowX)) found.clipX.push({ element: ancestor, edge });
    if (!found.scrollsY && isClip(overflowY)) found.clipY.push({ element: ancestor, edge });
    if (isScroll(overflowX)) found.scrollsX ??= ancestor;
    if (isScroll(overflowY)) found.scrollsY ??= ancestor;
  }
  return found;
}

/** The boxes that an item lies in and whose `overflow` holds for it: those above a positioned element may not. */
function* containers({ element, kind }: Item): Generator<Element> {
  let position = kind === "text" ? "static" : getComputedStyle(element).position;
  const first = kind === "text" ? element : element.parentElement;
  for (let each = first; each && each !== document.body; each = each.parentElement) {
    if (position === "fixed") return;
    const style = getComputedStyle(each);
    if (position === "absolute" && style.position === "static" && style.transform === "none") continue;
    if (style.display !== "inline" && style.display !== "contents") yield each;
    position = style.position;
  }
}

function innerEdge(element: Element): Box {
  const rect = element.getBoundingClientRect();
  const left = rect.left + element.clientLeft;
  const top = rect.top + element.clientTop;
  return { left, top, right: left + element.clientWidth, bottom: top + element.clientHeight };
}

/** Text that ends in an ellipsis, and values that do not fit into their field, sideways or downwards. */
function shortenedText(): string[] {
  const candidates = [...document.querySelectorAll("body *")].filter((element) => element.checkVisibility());
  return candidates.filter(isShortened).map((element) => `shortened: ${tag(element)}`);
}

function isShortened(element: Element): boolean {
  if (element instanceof HTMLTextAreaElement) return element.scrollHeight > element.clientHeight + tolerance;
  const style = getComputedStyle(element);
  if (element.clientWidth <= 2 || !isClip(style.overflowX)) return false;
  const holdsText = element instanceof HTMLInputElement || [...element.childNodes].some(isText);
  return holdsText && element.scrollWidth > element.clientWidth + tolerance;
}

function isText(node: Node): boolean {
  return node.nodeType === Node.TEXT_NODE && (node.textContent ?? "").trim() !== "";
}

/** Pairs of boxes over one another that are not one inside the other. */
function overlaps(items: Item[]): string[] {
  const shown = items
    .map((item) => ({ ...item, box: visiblePart(item), bar: barOf(item.element) }))
    .filter(({ box }) => width(box) > tolerance && height(box) > tolerance)
    .sort((one, other) => one.box.top - other.box.top);
  const pairs = shown.flatMap((item, index) => {
    const rest = shown.slice(index + 1);
    const below = rest.findIndex((other) => other.box.top >= item.box.bottom - tolerance);
    const near = below === -1 ? rest : rest.slice(0, below);
    return near
      .filter((other) => collide(item, other) && item.bar === other.bar)
      .map((other) => `overlap: ${described(item)} and ${described(other)}`);
  });
  const bars = [...new Set(shown.map(({ bar }) => bar))].filter((bar) => bar !== undefined);
  const covered = bars.flatMap((bar) => {
    const area = shown
      .filter((item) => item.bar === bar)
      .map(({ box }) => box)
      .reduce(union);
    const others = shown.filter((item) => item.bar === undefined && !bar.contains(item.element));
    return others
      .filter((item) => isCovered(item, bar, area))
      .map((item) => `covered by ${tag(bar)}: ${described(item)}`);
  });
  return [...pairs, ...covered];
}

function visiblePart(item: Item): Box {
  let part = item.box;
  for (const ancestor of containers(item)) {
    const { overflowX, overflowY } = getComputedStyle(ancestor);
    if (overflowX !== "visible" || overflowY !== "visible") part = intersection(part, innerEdge(ancestor));
  }
  return part;
}

function collide(one: Item, other: Item): boolean {
  if (one.element.contains(other.element) || other.element.contains(one.element)) return false;
  const common = intersection(one.box, other.box);
  return width(common) > tolerance && height(common) > tolerance;
}

/** The fixed or sticky element that this one belongs to, if any: it stays while the rest scrolls under it. */
function barOf(element: Element): Element | undefined {
  for (let each: Element | null = element; each; each = each.parentElement) {
    const { position } = getComputedStyle(each);
    if (position === "fixed" || position === "sticky") return each;
  }
  return undefined;
}

/** Whether no scroll position shows the item wholly above or below what is in the bar. */
function isCovered(item: Item, bar: Element, area: Box): boolean {
  const common = intersection(item.box, area);
  if (width(common) <= tolerance) return false;
  // Where a sticky bar will be after scrolling is not known: it counts where it is now.
  if (getComputedStyle(bar).position === "sticky" && height(common) <= tolerance) return false;
  const scroller = surroundings(item).scrollsY ?? document.documentElement;
  const isWindow = scroller === document.documentElement;
  const view = isWindow ? { top: 0, bottom: innerHeight } : innerEdge(scroller);
  const scrolled = isWindow ? scrollY : scroller.scrollTop;
  const highest = item.box.top + scrolled - (scroller.scrollHeight - scroller.clientHeight);
  const lowest = item.box.top + scrolled;
  const fitsBetween = (from: number, to: number) =>
    Math.max(from, highest) <= Math.min(to - height(item.box), lowest) + tolerance;
  return !fitsBetween(view.top, area.top) && !fitsBetween(area.bottom, view.bottom);
}

function isClip(overflow: string): boolean {
  return overflow === "hidden" || overflow === "clip";
}

function isScroll(overflow: string): boolean {
  return overflow === "auto" || overflow === "scroll";
}

function described(item: Item): string {
  const words = item.words.length > 24 ? `${item.words.slice(0, 24)}…` : item.words;
  return `"${words}" in ${tag(item.element)}`;
}

function tag(element: Element): string {
  const id = element.id ? `#${element.id}` : "";
  const classes = [...element.classList].map((name) => `.${name}`).join("");
  return `<${element.tagName.toLowerCase()}${id}${classes}>`;
}
