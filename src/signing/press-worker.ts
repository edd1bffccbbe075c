import { parentPort, workerData } from "node:worker_threads";
import { openIssue, type PressJob, type Signing } from "./issue.ts";
import type { PressReply } from "./press.ts";

const port = parentPort;
if (port === null) throw new Error("press-worker runs in a thread that the press starts");

const issue = openIssue(workerData as Signing | undefined);
// One at a time, in the order in which they came: a job may wait for a time-stamp.
let last: Promise<void> = Promise.resolve();

port.on("message", (job: PressJob) => {
  last = last.then(() => answer(job));
});

async function answer(job: PressJob): Promise<void> {
  try {
    // A copy of exactly the file's length, whose memory can be handed over; a small Buffer shares its pool.
    const file = new Uint8Array(await issue(job));
    port?.postMessage({ file } satisfies PressReply, [file.buffer]);
  } catch (problem) {
    port?.postMessage({ problem: problem instanceof Error ? problem.message : String(problem) } satisfies PressReply);
  }
}
