/** A rectangle on a page in points, y downwards. */
export interface Room {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Something that has been put on paper: a line of text, a picture, or an ornament that may lie under others. */
export interface Printed extends Room {
  page: number;
  what: "text" | "picture" | "ornament";
  text: string;
  /** Where it had to stay, if that was said. */
  room: Room | null;
}

/** Notes what is drawn on a document, for those who look whether it fits. */
export interface Notebook {
  printed: Printed[];
  page: number;
  room: Room | null;
  ornament: boolean;
}

let watching: Notebook | null = null;

/** Draws a document and tells all that was put on its pages. A drawing runs in one go, so that two never write in one notebook. */
export async function watched(draw: () => Promise<Buffer>): Promise<{ file: Buffer; printed: Printed[] }> {
  const notebook: Notebook = { printed: [], page: 1, room: null, ornament: false };
  watching = notebook;
  try {
    const drawing = draw();
    watching = null;
    return { file: await drawing, printed: notebook.printed };
  } finally {
    watching = null;
  }
}

/** The notebook for a document that is opened now; null in ordinary use. */
export function notebookNow(): Notebook | null {
  return watching;
}

/** Writes down one thing that was drawn. */
export function noted(notebook: Notebook | null, what: "text" | "picture", text: string, box: Room): void {
  if (notebook === null) return;
  const { page, room, ornament } = notebook;
  notebook.printed.push({ ...box, page, room, text, what: ornament ? "ornament" : what });
}

/** Draws what must stay in a rectangle. */
export function staying(notebook: Notebook | null, room: Room, draw: () => void): void {
  const before = notebook?.room ?? null;
  if (notebook !== null) notebook.room = room;
  draw();
  if (notebook !== null) notebook.room = before;
}

/** Draws what may lie under or over other things. */
export function asOrnament(notebook: Notebook | null, draw: () => void): void {
  const before = notebook?.ornament ?? false;
  if (notebook !== null) notebook.ornament = true;
  draw();
  if (notebook !== null) notebook.ornament = before;
}
