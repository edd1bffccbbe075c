import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findPostgres } from "./postgres.mjs";

/** What the tests need from the system: the Debian package, and how to see that it is there. */
const tools = [
  { package: "chromium", for: "browser", isThere: () => isCommand("chromium") },
  { package: "fonts-noto-cjk", for: "browser", isThere: () => isFont("opentype/noto/NotoSansCJK-Regular.ttc") },
  { package: "fonts-hanazono", for: "documents", isThere: () => isFont("truetype/hanazono/HanaMinB.ttf") },
  { package: "fonts-babelstone-han", for: "documents", isThere: () => isFont("truetype/babelstone/BabelStoneHan.ttf") },
  { package: "poppler-utils", for: "documents", isThere: () => isCommand("pdftotext") && isCommand("pdfsig") },
  { package: "qpdf", for: "documents", isThere: () => isCommand("qpdf") },
  { package: "zbar-tools", for: "documents", isThere: () => isCommand("zbarimg") },
  { package: "openssl", for: "documents", isThere: () => isCommand("openssl") },
  { package: "libnss3-tools", for: "documents", isThere: () => isCommand("certutil") },
  { package: "postgresql", for: "postgres", isThere: () => findPostgres() !== undefined },
];

/**
 * Installs what is missing for the purposes given ("documents", "postgres", "browser"): as root on Debian, otherwise not at
 * all. Throws, and names them, when some are still missing. Costs nothing when all are there.
 */
export function ensureTools(purposes) {
  const missing = tools.filter((tool) => purposes.includes(tool.for) && !tool.isThere());
  if (missing.length > 0 && process.getuid?.() === 0 && isCommand("apt-get")) {
    const names = missing.map((tool) => tool.package);
    console.error(`正在安装测试工具：${names.join("、")}…`);
    if (names.includes("postgresql")) keepDebianFromMakingItsOwnCluster();
    apt("update", "-qq");
    apt("install", "-qq", "-y", "--no-install-recommends", ...names);
  }
  const stillMissing = missing.filter((tool) => !tool.isThere()).map((tool) => tool.package);
  if (stillMissing.length > 0) throw new Error(`缺少测试工具：${stillMissing.join("、")}。请安装后再运行。`);
  return true;
}

// The tests start a server of their own; Debian's, with its port and its data in /var, is neither wanted nor touched.
function keepDebianFromMakingItsOwnCluster() {
  const folder = "/etc/postgresql-common";
  const file = join(folder, "createcluster.conf");
  if (existsSync(file)) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, "create_main_cluster = false\n");
}

// Quiet unless it fails: what is said then goes to standard error, for standard output is the tests'.
function apt(...args) {
  const { status, stdout, stderr } = spawnSync("apt-get", ["-o", "DPkg::Lock::Timeout=300", ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) console.error(stdout, stderr);
}

function isCommand(name) {
  const folders = [...(process.env.PATH ?? "").split(":"), "/usr/bin"];
  return folders.some((folder) => folder !== "" && existsSync(join(folder, name)));
}

function isFont(path) {
  return existsSync(join("/usr/share/fonts", path));
}
