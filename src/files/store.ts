import { createHash } from "node:crypto";
import { mkdir, open, readFile, rename, stat } from "node:fs/promises";
import path from "node:path";
import { type Keyring, lookupHash, openBytes, sealBytes } from "../people/keyring.ts";

/** Files on disk, each stored once under the hash of what it holds: issued files by plain SHA-256, all else sealed and by keyed hash. */
export interface FileStore {
  putIssued(bytes: Buffer): Promise<{ name: string; size: number }>;
  putSealed(key: Buffer, bytes: Buffer): Promise<{ name: string; size: number }>;
  readIssued(name: string): Promise<Buffer>;
  readSealed(key: Buffer, name: string): Promise<Buffer>;
}

export function openFileStore(folder: string, keyring: Keyring): FileStore {
  const place = (name: string) => path.join(folder, name.slice(0, 2), name);
  return {
    async putIssued(bytes) {
      const name = sha256(bytes);
      await writeOnce(place(name), bytes);
      return { name, size: bytes.length };
    },
    // The same scan in two filings is stored twice: each is sealed by its own filing's key, so the name mixes that key in.
    async putSealed(key, bytes) {
      const name = Buffer.from(lookupHash(keyring, "file", sha256(Buffer.concat([key, bytes]))), "base64url").toString(
        "hex",
      );
      await writeOnce(place(name), sealBytes(key, bytes));
      return { name, size: bytes.length };
    },
    readIssued: (name) => readFile(place(name)),
    async readSealed(key, name) {
      return openBytes(key, await readFile(place(name)));
    },
  };
}

export function sha256(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}

// Written beside its place, synced, then renamed: a name that exists always holds the whole file.
async function writeOnce(target: string, bytes: Buffer): Promise<void> {
  if (await exists(target)) return;
  await mkdir(path.dirname(target), { recursive: true });
  const draft = `${target}.${process.pid}.${draftNumber++}`;
  const handle = await open(draft, "wx");
  try {
    await handle.writeFile(bytes);
    await handle.datasync();
  } finally {
    await handle.close();
  }
  await rename(draft, target);
}

let draftNumber = 0;

async function exists(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return false;
    throw error;
  }
}
