import { Worker } from "node:worker_threads";
import type { PressJob, Signing } from "./issue.ts";

export type { PressJob, Signing } from "./issue.ts";

/** Draws and signs documents away from the thread that answers requests. */
export interface Press {
  /** Rejects at once with PRESS_FULL when too many wait already. */
  draw(job: PressJob): Promise<Buffer>;
  /** Lets what was asked for finish, then ends the threads. */
  close(): Promise<void>;
}

export interface PressOptions {
  /** Threads: two serve a machine with two cores; 0 draws in this thread. */
  workers: number;
  /** Without it nothing can be signed. */
  signing?: Signing;
  /** How many jobs may wait. */
  waiting?: number;
}

/** What a drawing thread answers to a job. */
export type PressReply = { file: Uint8Array<ArrayBuffer> } | { problem: string };

/** The message of a job that was not taken because too many wait. */
export const PRESS_FULL = "the press is full";

const MAY_WAIT = 2000;
// One in hand and one beside it: a thread that had to ask for each next job would stand idle while the answer came.
const IN_HAND = 2;

interface Ticket {
  job: PressJob;
  done: (file: Buffer) => void;
  failed: (problem: Error) => void;
}

interface Seat {
  thread: Worker | null;
  /** What the thread has been given; it works on the first. */
  tickets: Ticket[];
}

/**
 * Opens a press. A thread holds two jobs at most and the others wait in the order they came, so that a burst costs the memory
 * of its data, not of its pages. A thread that dies fails the job that it worked on only; the others go to a new thread.
 */
export function openPress(options: PressOptions): Press {
  return options.workers === 0 ? pressHere(options.signing) : pressOfThreads(options);
}

function pressHere(signing: Signing | undefined): Press {
  let issue: ((job: PressJob) => Promise<Buffer>) | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let closed = false;
  async function issued(job: PressJob): Promise<Buffer> {
    // Loaded with the first job: pdfkit and the faces are of no use to a process whose threads draw.
    issue ??= (await import("./issue.ts")).openIssue(signing);
    return issue(job);
  }
  return {
    draw(job) {
      if (closed) return Promise.reject(new Error("the press is closed"));
      const drawing = last.then(() => issued(job));
      last = drawing.catch(() => undefined);
      return drawing;
    },
    async close() {
      closed = true;
      await last;
    },
  };
}

function pressOfThreads({ workers, signing, waiting: mayWait = MAY_WAIT }: PressOptions): Press {
  const waiting: Ticket[] = [];
  const seats: Seat[] = Array.from({ length: workers }, () => ({ thread: null, tickets: [] }));
  let whenIdle: (() => void) | null = null;
  let closing: Promise<void> | null = null;
  // Started before the first job, so that it need not wait for the faces to be opened.
  for (const seat of seats) start(seat);

  function start(seat: Seat): Worker {
    const thread = new Worker(workerFile(), { workerData: signing });
    let cause = new Error("a drawing thread ended");
    // An idle press does not keep the process alive; a job in hand does.
    thread.unref();
    thread.on("message", (reply: PressReply) => {
      const ticket = seat.tickets.shift();
      if (seat.tickets.length === 0) thread.unref();
      deal();
      if ("problem" in reply) ticket?.failed(new Error(reply.problem));
      else ticket?.done(Buffer.from(reply.file.buffer));
    });
    thread.on("error", (problem: Error) => {
      cause = problem;
    });
    thread.on("exit", () => {
      const [ticket, ...untouched] = seat.tickets;
      seat.tickets = [];
      seat.thread = null;
      waiting.unshift(...untouched);
      ticket?.failed(cause);
      deal();
    });
    seat.thread = thread;
    return thread;
  }

  function deal(): void {
    // First one for each, then the second.
    for (let inHand = 1; inHand <= IN_HAND; inHand += 1) {
      for (const seat of seats) {
        if (seat.tickets.length >= inHand) continue;
        const ticket = waiting.shift();
        if (ticket === undefined) break;
        const thread = seat.thread ?? start(seat);
        seat.tickets.push(ticket);
        thread.ref();
        thread.postMessage(ticket.job);
      }
    }
    if (isIdle()) whenIdle?.();
  }

  function isIdle(): boolean {
    return seats.every((seat) => seat.tickets.length === 0);
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
        if (waiting.length >= mayWait) return failed(new Error(PRESS_FULL));
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
