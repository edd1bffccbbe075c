import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { copyFile, cp, mkdir, readdir, rm } from "node:fs/promises";
import path from "node:path";
import BetterSqlite3 from "better-sqlite3";
import type { Config } from "../config.ts";

const SQLITE_COPY = "tongban.db";
const POSTGRES_COPY = "tongban.dump";
/** Beside the database in the data folder. Keys are in it only where the environment does not hold them (never in production). */
const BESIDE = ["seals.log", "secret.dev", "keyring.dev"];

/** What went wrong in one sentence, or undefined. */
export type Trouble = string | undefined;

/**
 * Copies database and files into an empty folder while the service runs. The database first: whatever file its rows name was
 * stored before them, so the copy of the files, which comes later, holds it.
 */
export async function backup(config: Config, folder: string): Promise<Trouble> {
  if (existsSync(folder) && (await readdir(folder)).length > 0) return `备份目录 ${folder} 不是空的，请换一个`;
  await mkdir(folder, { recursive: true });
  const file = sqliteFile(config);
  if (file) {
    const database = new BetterSqlite3(file, { readonly: true, fileMustExist: true });
    await database.backup(path.join(folder, SQLITE_COPY));
    database.close();
  } else {
    const copy = path.join(folder, POSTGRES_COPY);
    const trouble = await run("pg_dump", ["--format=custom", "--file", copy, config.databaseUrl]);
    if (trouble) return trouble;
  }
  await copyBeside(config.dataDir, folder);
  return undefined;
}

/** Puts a backup back, only where there is nothing yet: a database that holds something is never written over. */
export async function restore(config: Config, folder: string): Promise<Trouble> {
  const file = sqliteFile(config);
  const copy = path.join(folder, file ? SQLITE_COPY : POSTGRES_COPY);
  if (!existsSync(copy)) return `${folder} 里没有 ${path.basename(copy)}，不是这种数据库的备份`;
  if (file) {
    if (existsSync(file)) return `数据库 ${file} 已经存在。请先移走，再恢复`;
    await mkdir(path.dirname(file), { recursive: true });
    await copyFile(copy, file);
    const database = new BetterSqlite3(file);
    const state = database.pragma("integrity_check", { simple: true });
    database.close();
    if (state !== "ok") {
      await rm(file);
      return "备份中的数据库已损坏，没有恢复";
    }
  } else {
    const once = ["--exit-on-error", "--single-transaction", "--no-owner"];
    const trouble = await run("pg_restore", [...once, "--dbname", config.databaseUrl, copy]);
    if (trouble) return trouble;
  }
  await copyBeside(folder, config.dataDir);
  return undefined;
}

function sqliteFile(config: Config): string | undefined {
  return config.databaseUrl.startsWith("sqlite:") ? config.databaseUrl.slice("sqlite:".length) : undefined;
}

async function copyBeside(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const name of BESIDE) {
    if (existsSync(path.join(from, name))) await copyFile(path.join(from, name), path.join(to, name));
  }
  if (existsSync(path.join(from, "files")))
    await cp(path.join(from, "files"), path.join(to, "files"), { recursive: true, force: false });
}

function run(command: string, args: string[]): Promise<Trouble> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ["ignore", "inherit", "inherit"] });
    child.once("error", () => resolve(`没有找到 ${command}，请先安装 PostgreSQL 客户端`));
    child.once("exit", (code) => resolve(code === 0 ? undefined : `${command} 没有成功，原因见上`));
  });
}
