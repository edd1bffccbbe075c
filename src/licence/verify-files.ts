import type { Db } from "../db/transaction.ts";
import { type FileStore, sha256 } from "../files/store.ts";
import { allLicences } from "./queries/register.ts";

const SHOWN = 20;

export interface FilesReport {
  licences: number;
  files: number;
  /** Bulk demonstration licences whose files were not drawn yet: there is nothing to compare. */
  bulkUndrawn: number;
  problems: string[];
}

/** Reads every stored file of every licence and compares it with the hash that the register keeps. */
export async function verifyLicenceFiles(db: Db, files: FileStore): Promise<FilesReport> {
  const report: FilesReport = { licences: 0, files: 0, bulkUndrawn: 0, problems: [] };
  const tell = (problem: string) => {
    if (report.problems.length < SHOWN) report.problems.push(problem);
  };
  for await (const page of allLicences(db)) {
    for (const licence of page) {
      report.licences += 1;
      const names = [licence.original_sha256, licence.duplicate_sha256];
      if (names.includes(null)) {
        if (licence.bulk === 1) report.bulkUndrawn += 1;
        else tell(`执照 ${licence.uscc} 没有存下文件`);
        continue;
      }
      for (const name of names) {
        const bytes = name ? await files.readIssued(name).catch(() => undefined) : undefined;
        if (!bytes) tell(`执照 ${licence.uscc} 的文件丢失：${name}`);
        else if (sha256(bytes) !== name) tell(`执照 ${licence.uscc} 的文件被改过：${name}`);
        else report.files += 1;
      }
    }
  }
  return report;
}
