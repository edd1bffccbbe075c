// `run.mjs check`: types and lint. `run.mjs`: everything. `run.mjs rules stories/return`: only the test files whose path holds
// one of the words. The last line on standard output is `N passed, N failed`, the sum of all phases.
import { spawn } from "node:child_process";
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { startPostgres } from "./postgres.mjs";
import { ensureTools } from "./tools.mjs";

const root = dirname(dirname(import.meta.dirname));
const scratch = mkdtempSync(join(tmpdir(), "tongban-test-"));
const total = { passed: 0, failed: 0 };
const stops = [() => rmSync(scratch, { recursive: true, force: true })];
let ending;

for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => finish(130));

const words = process.argv.slice(2);
if (words[0] === "check") await check();
else await test(words);
await finish(total.failed > 0 ? 1 : 0);

async function check() {
  await phase("类型检查", () => runNode("node_modules/typescript/bin/tsc", "--noEmit"));
  await phase("代码检查", () => runNode("node_modules/@biomejs/biome/bin/biome", "check"));
}

async function test(filters) {
  const isWhole = filters.length === 0;
  const isWanted = (file) => isWhole || filters.some((word) => file.includes(word));
  const files = globSync("tests/**/*.test.{ts,tsx}", { cwd: root }).filter(isWanted).sort();
  const inBrowser = files.filter((file) => file.startsWith("tests/browser/"));
  const outside = files.filter((file) => !inBrowser.includes(file));
  const onBoth = files.filter((file) => /^tests\/(stories|db)\//.test(file));
  if (files.length === 0) return countFailure(`没有路径含 ${filters.join("、")} 的测试`);
  // A whole run goes through every part: one that has lost its tests fails, rather than being left out unseen.
  const has = (some) => isWhole || some.length > 0;

  const purposes = ["documents", ...(has(onBoth) ? ["postgres"] : []), ...(has(inBrowser) ? ["browser"] : [])];
  if (!(await phase("测试工具", () => ensureTools(purposes)))) return;

  if (isWhole) await check();
  if (has(outside)) await phase("测试（SQLite）", () => vitest("main", outside, { TEST_DATABASE: "sqlite" }));
  if (has(onBoth)) await phase("测试（PostgreSQL）", () => onPostgres(onBoth));
  if (has(inBrowser)) await phase("浏览器测试", () => vitest("browser", inBrowser, { TEST_DATABASE: "sqlite" }));
}

async function onPostgres(files) {
  const server = await startPostgres();
  stops.push(server.stop);
  const good = await vitest("main", files, { TEST_DATABASE: "postgres", TEST_POSTGRES_URL: server.url });
  await server.stop();
  return good;
}

/** Runs one part, says how long it took and gives whether it went well. One that fails without a failed test counts as one failure. */
async function phase(name, work) {
  if (ending) await ending;
  const begun = performance.now();
  const failedBefore = total.failed;
  console.log(`\n== ${name}`);
  const good = await succeeds(work);
  if (!good && total.failed === failedBefore) total.failed += 1;
  console.log(`== ${name}：${good ? "通过" : "未通过"}，${((performance.now() - begun) / 1000).toFixed(1)} 秒`);
  return good;
}

async function succeeds(work) {
  try {
    return await work();
  } catch (error) {
    console.error(error.message);
    return false;
  }
}

async function vitest(project, files, env) {
  if (files.length === 0) throw new Error("没有测试");
  const counts = join(scratch, "counts.json");
  rmSync(counts, { force: true });
  const paths = files.map((file) => join(root, file));
  const good = await run(["node_modules/vitest/vitest.mjs", "run", "--project", project, ...paths], {
    ...env,
    TEST_COUNTS: counts,
  });
  if (!existsSync(counts)) return false;
  const { passed, failed } = JSON.parse(readFileSync(counts, "utf8"));
  total.passed += passed;
  total.failed += failed;
  return good && failed === 0;
}

function runNode(...args) {
  return run(args, {});
}

function run(args, env) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...env }, stdio: "inherit" });
    stops.push(() => child.kill());
    child.once("exit", (code) => resolve(code === 0));
  });
}

function countFailure(text) {
  console.error(text);
  total.failed += 1;
}

/** Ends what was started, says the sum and exits. When a signal has begun this already, waits for that. */
function finish(code) {
  ending ??= end(code);
  return ending;
}

async function end(code) {
  for (const stop of stops.reverse()) await stop();
  if (words[0] !== "check") console.log(`\n${total.passed} passed, ${total.failed} failed`);
  process.exit(code);
}
