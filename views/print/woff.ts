import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { inflateSync } from "node:zlib";

/**
 * The path of a TrueType file with the tables of the given WOFF file. It is written once and kept beside the
 * installed packages, or in a private folder for temporary files where those are read-only.
 */
export function trueTypeOf(woff: string): string {
  const source = readFileSync(woff);
  const tables = directory(source);
  // The directory holds a checksum of every table, so its hash stands for the whole file.
  const key = createHash("sha256")
    .update(source.subarray(0, headerLength(tables.length)))
    .digest("hex")
    .slice(0, 16);
  const size = tables.reduce((sum, table) => sum + aligned(table.length), 12 + 16 * tables.length);

  const failures: string[] = [];
  for (const folder of folders(woff)) {
    const path = join(folder, `${key}.ttf`);
    try {
      if (statSync(path, { throwIfNoEntry: false })?.size === size) return path;
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      mine(folder);
      const draft = `${path}.${randomUUID()}`;
      writeFileSync(draft, trueType(source, tables, size), { mode: 0o600 });
      renameSync(draft, path);
      return path;
    } catch (problem) {
      failures.push(problem instanceof Error ? problem.message : String(problem));
    }
  }
  throw new Error(`no folder for converted fonts: ${failures.join("; ")}`);
}

interface Entry {
  tag: Buffer;
  offset: number;
  stored: number;
  length: number;
  checksum: number;
}

function folders(woff: string): string[] {
  const installed = woff.lastIndexOf("/node_modules/");
  const beside = installed === -1 ? [] : [join(woff.slice(0, installed), "node_modules", ".cache", "tongban")];
  return [...beside, join(tmpdir(), `tongban-fonts-${process.getuid?.() ?? 0}`)];
}

/** A folder that someone else made under a shared temporary folder must not supply our fonts. */
function mine(folder: string): void {
  const uid = process.getuid?.();
  if (uid !== undefined && statSync(folder).uid !== uid && dirname(folder) === tmpdir()) {
    throw new Error(`${folder} belongs to another user`);
  }
}

function headerLength(count: number): number {
  return 44 + 20 * count;
}

function aligned(length: number): number {
  return (length + 3) & ~3;
}

function directory(source: Buffer): Entry[] {
  if (source.toString("latin1", 0, 4) !== "wOFF") throw new Error("not a WOFF file");
  return Array.from({ length: source.readUInt16BE(12) }, (_, i) => {
    const at = 44 + 20 * i;
    return {
      tag: source.subarray(at, at + 4),
      offset: source.readUInt32BE(at + 4),
      stored: source.readUInt32BE(at + 8),
      length: source.readUInt32BE(at + 12),
      checksum: source.readUInt32BE(at + 16),
    };
  });
}

function trueType(source: Buffer, tables: Entry[], size: number): Buffer {
  const target = Buffer.alloc(size);
  const power = 2 ** Math.floor(Math.log2(tables.length));
  source.copy(target, 0, 4, 8);
  target.writeUInt16BE(tables.length, 4);
  target.writeUInt16BE(16 * power, 6);
  target.writeUInt16BE(Math.log2(power), 8);
  target.writeUInt16BE(16 * (tables.length - power), 10);

  let offset = 12 + 16 * tables.length;
  tables.forEach((table, i) => {
    const at = 12 + 16 * i;
    table.tag.copy(target, at);
    target.writeUInt32BE(table.checksum, at + 4);
    target.writeUInt32BE(offset, at + 8);
    target.writeUInt32BE(table.length, at + 12);
    const stored = source.subarray(table.offset, table.offset + table.stored);
    (table.stored < table.length ? inflateSync(stored) : stored).copy(target, offset);
    offset += aligned(table.length);
  });
  return target;
}
