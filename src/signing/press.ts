import { Worker } from "node:worker_threads";
import type { PressJob } from "../../views/print/job.ts";

export type { PressJob } from "../../views/print/job.ts";

/** Draws documents away from the thread that answers requests. */
export interface Press {
  draw(job: PressJob): Promise<Buffer>;
  /** Lets what was asked for finish, then ends the threads. */
  close(): Promise<void>;
}

/** What a drawing thread answers to a job. */
export type PressReply = { file: Uint8Array<ArrayBuffer> } | { problem: string };

interface Ticket {
  job: PressJob;
  done: (file: Buffer) => void;
  failed: (problem: Error) => void;
}

interface Seat {
  thread: Worker | null;
  ticket: Ticket | null;
}

/**
 * Opens a press with that many drawing threads (two serve a machine with two cores); 0 draws in this thread.
 * A thread holds one job at a time and the others wait in the order they came, so that a burst costs the memory of
 * its data, not of its pages. A thread that dies fails its own job only; the next job gets a new thread.
 */
export function openPress(options: { workers: number }): Press {
  return options.workers === 0 ? pressHere() : pressOfThreads(options.workers);
}

function pressHere(): Press {
  let last: Promise<unknown> = Promise.resolve();
  let closed = false;
  async function drawn(job: PressJob): Promise<Buffer> {
    // Loaded with the first job: pdfkit and the faces are of no use to a process whose threads draw.
    const { drawJob } = await import("../../views/print/job.ts");
    return drawJob(job);
  }
  return {
    draw(job) {
      if (closed) return Promise.reject(new Error("the press is closed"));
      const drawing = last.then(() => drawn(job));
      last = drawing.catch(() => undefined);
      return drawing;
    },
    async close() {
      closed = true;
      await last;
    },
  };
}

function pressOfThreads(count: number): Press {
  const waiting: Ticket[] = [];
  const seats: Seat[] = Array.from({ length: count }, () => ({ thread: null, ticket: null }));
  let whenIdle: (() => void) | null = null;
  let closing: Promise<void> | null = null;
  // Started before the first job, so that it need not wait for the faces to be opened.
  for (const seat of seats) start(seat);

  function start(seat: Seat): Worker {
    const thread = new Worker(workerFile());
    let cause = new Error("a drawing thread ended");
    // An idle press does not keep the process alive; a job in hand does.
    thread.unref();
    thread.on("message", (reply: PressReply) => {
      const ticket = seat.ticket;
      seat.ticket = null;
      thread.unref();
      if ("problem" in reply) ticket?.failed(new Error(reply.problem));
      else ticket?.done(Buffer.from(reply.file.buffer));
      deal();
    });
    thread.on("error", (problem: Error) => {
      cause = problem;
    });
    thread.on("exit", () => {
      const ticket = seat.ticket;
      seat.ticket = null;
      seat.thread = null;
      ticket?.failed(cause);
      deal();
    });
    seat.thread = thread;
    return thread;
  }

  function deal(): void {
    for (const seat of seats) {
      if (seat.ticket !== null) continue;
      const ticket = waiting.shift();
      if (ticket === undefined) break;
      const thread = seat.thread ?? start(seat);
      seat.ticket = ticket;
      thread.ref();
      thread.postMessage(ticket.job);
    }
    if (isIdle()) whenIdle?.();
  }

  function isIdle(): boolean {
    return seats.every((seat) => seat.ticket === null);
  }

  async function shut(): Promise<void> {
    if (!isIdle()) {
      await new Promise<void>((resolve) => {
        whenIdle = resolve;
      });
    }
    await Promise.all(seats.map((seat) => seat.thread?.terminate()));
  }

  return {
    draw: (job) =>
      new Promise((done, failed) => {
        if (closing !== null) return failed(new Error("the press is closed"));
        waiting.push({ job, done, failed });
        deal();
      }),
    close() {
      closing ??= shut();
      return closing;
    },
  };
}

/** The worker lies beside this file: its source while Node runs the source, press-worker.mjs once bundled. */
function workerFile(): URL {
  const bundled = !import.meta.url.endsWith(".ts");
  return new URL(bundled ? "./press-worker.mjs" : "./press-worker.ts", import.meta.url);
}
