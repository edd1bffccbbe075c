import { type DrawJob, drawJob } from "../../views/print/job.ts";
import { reserveFor } from "./cms.ts";
import { type KeySource, openSigners } from "./keys.ts";
import { signPdf } from "./pades.ts";
import { type TimeStampAuthority, timeStampsFrom } from "./time-stamp.ts";

/** A document to be drawn and, where an authority's id is given, signed with its key. */
export type PressJob = DrawJob & { signWith?: string };

/** With what documents are signed. Plain data: it is handed to the threads. */
export interface Signing {
  keys: KeySource;
  timeStamp?: TimeStampAuthority;
}

/** Draws and signs. Each authority's key is opened with its first document. */
export function openIssue(signing: Signing | undefined): (job: PressJob) => Promise<Buffer> {
  const signers = signing === undefined ? undefined : openSigners(signing.keys);
  const timeStamp = signing?.timeStamp === undefined ? undefined : timeStampsFrom(signing.timeStamp);
  return async ({ signWith, ...job }) => {
    if (signWith === undefined) return drawJob(job);
    if (signers === undefined) throw new Error("this press has no keys to sign with");
    const signer = signers({ id: signWith, name: job.data.authority });
    const pdf = await drawJob(job, reserveFor(signer, timeStamp !== undefined));
    await signPdf(pdf, signer, timeStamp);
    return pdf;
  };
}
