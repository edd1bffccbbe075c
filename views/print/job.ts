import { drawLicence, type LicencePrint } from "./licence.ts";
import { drawMailLabel, MAIL_LABEL_TITLE, type MailLabelPrint } from "./mail-label.ts";
import { drawManifest, MANIFEST_TITLE, type ManifestPrint } from "./manifest.ts";
import { drawNotice, type NoticePrint } from "./notice.ts";
import type { SignatureReserve } from "./signature-field.ts";

export type DrawJob =
  | { kind: "licence"; data: LicencePrint }
  | { kind: "mail-label"; data: MailLabelPrint }
  | { kind: "manifest"; data: ManifestPrint }
  | { kind: "notice"; data: NoticePrint };

/** Draws whatever is asked for, with a place for a signature of so many bytes where it will be signed. */
export function drawJob(job: DrawJob, signatureBytes?: number): Promise<Buffer> {
  const reserve = signatureBytes === undefined ? undefined : reserveOf(job, signatureBytes);
  switch (job.kind) {
    case "licence":
      return drawLicence(job.data, reserve);
    case "mail-label":
      return drawMailLabel(job.data, reserve);
    case "manifest":
      return drawManifest(job.data, reserve);
    case "notice":
      return drawNotice(job.data, reserve);
  }
}

function reserveOf(job: DrawJob, bytes: number): SignatureReserve {
  return { bytes, name: job.data.authority, reason: reasonOf(job), signedAt: job.data.issuedAt };
}

function reasonOf(job: DrawJob): string {
  switch (job.kind) {
    case "licence":
      return "签发营业执照";
    case "mail-label":
      return `出具${MAIL_LABEL_TITLE}`;
    case "manifest":
      return `出具${MANIFEST_TITLE}`;
    case "notice":
      return `出具${job.data.title}`;
  }
}
