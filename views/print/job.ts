import { drawLicence, type LicencePrint } from "./licence.ts";
import { drawNotice, type NoticePrint } from "./notice.ts";
import type { SignatureReserve } from "./signature-field.ts";

export type DrawJob = { kind: "licence"; data: LicencePrint } | { kind: "notice"; data: NoticePrint };

/** Draws whatever is asked for, with a place for a signature of so many bytes where it will be signed. */
export function drawJob(job: DrawJob, signatureBytes?: number): Promise<Buffer> {
  const reserve = signatureBytes === undefined ? undefined : reserveOf(job, signatureBytes);
  switch (job.kind) {
    case "licence":
      return drawLicence(job.data, reserve);
    case "notice":
      return drawNotice(job.data, reserve);
  }
}

function reserveOf({ kind, data }: DrawJob, bytes: number): SignatureReserve {
  const reason = kind === "licence" ? "签发营业执照" : `出具${data.title}`;
  return { bytes, name: data.authority, reason, signedAt: data.issuedAt };
}
