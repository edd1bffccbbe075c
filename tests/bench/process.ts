import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";

export interface Started<T> {
  said: T;
  stop(): Promise<void>;
}

/** Starts one of our programs and waits for the JSON line that it prints when it is ready. Ends only that process. */
export async function start<T>(file: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<Started<T>> {
  const child = spawn(process.execPath, ["--import", "tsx", file, ...args], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const said = await firstLine<T>(child, file);
  return {
    said,
    async stop() {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGKILL");
      await ended;
    },
  };
}

async function firstLine<T>(child: ChildProcess, file: string): Promise<T> {
  if (!child.stdout) throw new Error(`${file} has no output`);
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith("{")) return JSON.parse(line) as T;
  }
  throw new Error(`${file} ended before it was ready`);
}
