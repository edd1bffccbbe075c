// Makes a fresh clone runnable on whatever Node starts this file: first the packages (Node 24 is one of them), then the bundle.
// Does nothing, and says nothing, when both are up to date. All it says goes to standard error.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const at = (...parts) => join(root, ...parts);
const read = (...parts) => readFileSync(at(...parts), "utf8");

const nodeLink = at("node_modules", ".bin", "node");
const packagesStamp = at("node_modules", ".setup-stamp");
const bundleStamp = at("dist", ".setup-stamp");

const entries = { main: "src/main.ts", tongban: "src/tongban.ts", "press-worker": "src/signing/press-worker.ts" };

// Native modules, modules that load files beside themselves, and CommonJS modules that require Node's own: an ES bundle cannot hold them.
const external = [
  "@node-rs/argon2",
  "better-sqlite3",
  "fontkit",
  "pdfkit",
  "pg",
  "pino",
  "prom-client",
  "qrcode",
  "esbuild",
];

const browserFiles = {
  "htmx.min.js": "htmx.org/dist/htmx.min.js",
  "signature_pad.umd.min.js": "signature_pad/dist/signature_pad.umd.min.js",
};

installPackages();
await bundle();

function installPackages() {
  const wanted = digest(read("package-lock.json") + read("package.json"));
  if (readStamp(packagesStamp) === wanted && existsSync(nodeLink)) return;
  if (!packagesMatchLock()) {
    say("正在安装依赖…");
    runNpm(..."ci --ignore-scripts --include=dev --include=optional --no-audit --no-fund --loglevel=error".split(" "));
  }
  linkNode();
  // Last, so that an installation that was cut short is done again.
  writeFileSync(packagesStamp, wanted);
}

/** Whether npm has already put in what the lock file names, as after `npm ci` by hand. When in doubt the answer is no. */
function packagesMatchLock() {
  const installedLock = at("node_modules", ".package-lock.json");
  if (!existsSync(installedLock)) return false;
  const installed = JSON.parse(readFileSync(installedLock, "utf8")).packages;
  const { "": project, ...locked } = JSON.parse(read("package-lock.json")).packages;
  return (
    wants(project) === wants(JSON.parse(read("package.json"))) &&
    Object.entries(locked).every(([path, entry]) =>
      installed[path] ? installed[path].integrity === entry.integrity : !isMeantForThisMachine(entry),
    )
  );
}

// The lock file may list optional packages among the others as well.
function wants({ dependencies, devDependencies, optionalDependencies }) {
  return JSON.stringify(Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies }).sort());
}

// Parts for other processors and systems stay out, and so does what only those parts need (optional, with no system named).
function isMeantForThisMachine({ optional, os, cpu, libc }) {
  if (!optional) return true;
  if (!os && !cpu) return false;
  return (
    (os ?? [process.platform]).includes(process.platform) &&
    (cpu ?? [process.arch]).includes(process.arch) &&
    (libc ?? ["glibc"]).includes("glibc")
  );
}

function runNpm(...args) {
  const running = process.env.npm_execpath ?? "";
  const [command, ...first] = basename(running) === "npm-cli.js" ? [process.execPath, running] : ["npm"];
  const { status, error } = spawnSync(command, [...first, ...args], { cwd: root, stdio: ["ignore", "ignore", 2] });
  if (status !== 0) fail(`安装依赖失败，${error ? error.message : "原因见上"}。`);
}

// npm 10 leaves the link out when the packages of both processors are optional; on other systems a new enough Node of the machine's own serves.
function linkNode() {
  if (existsSync(nodeLink)) return;
  const packaged = at("node_modules", `node-${process.platform}-${process.arch}`, "bin", "node");
  const ownIsNewEnough = Number.parseInt(process.versions.node, 10) >= 24;
  const target = existsSync(packaged) ? packaged : ownIsNewEnough ? process.execPath : undefined;
  if (!target) fail("这台计算机上没有可用的 Node 24。请安装 Node 24 或更新的版本，再运行一次。");
  rmSync(nodeLink, { force: true });
  mkdirSync(dirname(nodeLink), { recursive: true });
  symlinkSync(target === packaged ? relative(dirname(nodeLink), packaged) : target, nodeLink);
}

async function bundle() {
  const present = Object.fromEntries(Object.entries(entries).filter(([, source]) => existsSync(at(source))));
  const wanted = digest(readStamp(packagesStamp) + listing("src") + listing("views"));
  if (readStamp(bundleStamp) === wanted) return;
  say("正在打包程序…");
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: present,
    outdir: "dist",
    outExtension: { ".js": ".mjs" },
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    target: "node24",
    jsx: "automatic",
    jsxImportSource: "hono/jsx",
    external,
    logLevel: "warning",
  }).catch(() => fail("打包失败，原因见上。"));
  for (const file of outputFiles) writeWhole(file.path, file.contents);
  for (const [name, source] of Object.entries(browserFiles)) {
    writeWhole(at("dist", "public", name), readFileSync(at("node_modules", source)));
  }
  writeWhole(bundleStamp, wanted);
}

/** Names, sizes and times of all files below a folder: changes whenever one of them does. */
function listing(folder) {
  if (!existsSync(at(folder))) return "";
  const names = readdirSync(at(folder), { recursive: true }).sort();
  return names
    .map((name) => {
      const { size, mtimeMs } = statSync(at(folder, name));
      return `${folder}/${name} ${size} ${mtimeMs}\n`;
    })
    .join("");
}

// Renamed into place, so that a server that starts meanwhile never reads half a file.
function writeWhole(path, contents) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.${process.pid}`, contents);
  renameSync(`${path}.${process.pid}`, path);
}

function digest(text) {
  return createHash("sha256").update(text).digest("hex");
}

function readStamp(path) {
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}

function say(text) {
  process.stderr.write(`${text}\n`);
}

function fail(text) {
  say(text);
  process.exit(1);
}
