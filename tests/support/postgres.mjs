import { spawn, spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, openSync, readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";

const superuser = "tongban_test";

/** The folder that holds PostgreSQL's server programs, newest version first; undefined when there is none. */
export function findPostgres() {
  return candidates().find((folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "postgres")));
}

// Debian keeps the server's programs off the PATH, one folder a version. A link on the PATH leads to the real folder.
function candidates() {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const onPath = (process.env.PATH ?? "").split(":").map((folder) => join(folder, "initdb"));
  return [
    ...versions.map((version) => join(debian, version, "bin")),
    ...onPath.filter((program) => existsSync(program)).map((program) => dirname(realpathSync(program))),
  ];
}

/**
 * Starts a PostgreSQL of the tests' own: data in a new temporary folder, under an unprivileged user when this process is root,
 * UTF-8 with C.UTF-8, fsync on, listening on a free port of 127.0.0.1 and on a socket in the same folder. Returns its address
 * (a superuser of the database `postgres`) and `stop`, which ends this server only and deletes the folder.
 */
export async function startPostgres() {
  const programs = findPostgres();
  if (!programs) throw new Error("PostgreSQL is not installed");
  // A socket's path may not exceed 107 bytes.
  const folder = mkdtempSync(join(tmpdir().length > 60 ? "/tmp" : tmpdir(), "tongban-pg-"));
  const runAs = unprivilegedUser();
  if (runAs) chownSync(folder, runAs.uid, runAs.gid);

  const data = join(folder, "data");
  const made = spawnSync(
    ...command(runAs, join(programs, "initdb"), [
      ...["-D", data, "-U", superuser, "-E", "UTF8", "--locale=C.UTF-8", "--auth=trust", "--no-instructions"],
    ]),
    { cwd: folder, encoding: "utf8", env: environment() },
  );
  if (made.status !== 0) {
    rmSync(folder, { recursive: true, force: true });
    throw new Error(`initdb failed: ${made.error?.message ?? made.stderr}`);
  }

  const port = await freePort();
  const log = join(folder, "log");
  const output = openSync(log, "a");
  const settings = ["fsync=on", "max_connections=200", "listen_addresses=127.0.0.1"];
  const server = spawn(
    ...command(runAs, join(programs, "postgres"), [
      ...["-D", data, "-k", folder, "-p", String(port)],
      ...settings.flatMap((setting) => ["-c", setting]),
    ]),
    { cwd: folder, env: environment(), stdio: ["ignore", output, output] },
  );
  const ended = new Promise((resolve) => server.once("exit", resolve));

  async function stop() {
    // SIGINT: end the sessions, write a checkpoint, exit. Only this process, never one found by name.
    server.kill("SIGINT");
    await Promise.race([ended, wait(10_000, undefined, { ref: false }).then(() => server.kill("SIGQUIT"))]);
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }

  const url = `postgres://${superuser}@127.0.0.1:${port}/postgres`;
  if (!(await answers(url, server))) {
    const said = readFileSync(log, "utf8");
    await stop();
    throw new Error(`PostgreSQL did not start:\n${said}`);
  }
  return { url, stop };
}

// PostgreSQL refuses to run as root.
function unprivilegedUser() {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  const account =
    accounts.find(([name]) => name === "postgres") ?? accounts.find(([name]) => name === "nobody") ?? fail();
  return { uid: Number(account[2]), gid: Number(account[3]) };
}

function fail() {
  throw new Error("neither a user postgres nor a user nobody in /etc/passwd");
}

// The server ends with the process that started it, however that one ends.
function command(runAs, program, args) {
  const who = runAs ? [`--reuid=${runAs.uid}`, `--regid=${runAs.gid}`, "--clear-groups"] : [];
  return ["setpriv", [...who, "--pdeathsig=INT", program, ...args]];
}

// Nothing of the caller's PGHOST, PGDATA and the like.
function environment() {
  return { PATH: process.env.PATH, LC_ALL: "C.UTF-8", TZ: "UTC" };
}

async function answers(url, server) {
  for (let attempt = 0; attempt < 150 && server.exitCode === null; attempt++) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return true;
    } catch {
      await wait(100);
    }
  }
  return false;
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
