import { drawLicence, type LicencePrint } from "./licence.ts";
import { drawNotice, type NoticePrint } from "./notice.ts";

export type PressJob = { kind: "licence"; data: LicencePrint } | { kind: "notice"; data: NoticePrint };

/** Draws whatever is asked for. */
export function drawJob(job: PressJob): Promise<Buffer> {
  switch (job.kind) {
    case "licence":
      return drawLicence(job.data);
    case "notice":
      return drawNotice(job.data);
  }
}
