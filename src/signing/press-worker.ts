import { parentPort } from "node:worker_threads";
import { drawJob, type PressJob } from "../../views/print/job.ts";
import type { PressReply } from "./press.ts";

const port = parentPort;
if (port === null) throw new Error("press-worker runs in a thread that the press starts");

port.on("message", async (job: PressJob) => {
  try {
    // A copy of exactly the file's length, whose memory can be handed over; a small Buffer shares its pool.
    const file = new Uint8Array(await drawJob(job));
    port.postMessage({ file } satisfies PressReply, [file.buffer]);
  } catch (problem) {
    port.postMessage({ problem: problem instanceof Error ? problem.message : String(problem) } satisfies PressReply);
  }
});
