import type { SeenView } from "../../views/parts/as-seen.tsx";
import { eventsOf } from "../events/record.ts";
import { openFilingKey } from "../people/keyring.ts";
import { localDate, localTime, sayDate } from "../rules/calendar.ts";
import type { Deps } from "../web/env.ts";
import type { SeenAnswer } from "./as-seen.ts";
import type { FilingRow } from "./queries/filing.ts";
import { submissionOf, submissionTimes } from "./queries/submission.ts";
import { isAsCommitted, openSubmission } from "./sealed.ts";

/** How a submission is shown: where the others are, and what of an answer may be read by the one who looks. */
export interface SeenBy {
  at: (seq: number) => string;
  shown: (answer: SeenAnswer) => string;
  note?: string | undefined;
}

/** A submission as it was shown when it was made, and whether that is what the record committed to. Undefined where there is none. */
export async function seenSubmission(
  deps: Deps,
  filing: Pick<FilingRow, "id" | "sealed" | "key_wrapped" | "key_version">,
  seq: number,
  by: SeenBy,
): Promise<SeenView | undefined> {
  const row = await submissionOf(deps.db, filing.id, seq);
  if (!row) return undefined;
  const times = await submissionTimes(deps.db, filing.id);
  const events = await eventsOf(deps.db, filing.id);
  const key = openFilingKey(deps.config.keyring, filing);
  const seen = openSubmission(key, row.sealed).asSeen as SeenAnswer[];
  const event = events.find(({ type, data }) => type === "submitted" && seqIn(data).seq === seq);
  const agrees = event !== undefined && isAsCommitted(key, row.sealed, seqIn(event.data).commitment ?? "");
  return {
    seq,
    facts: [
      { label: "提交时间", value: sayWhen(row.at) },
      { label: "表单", value: `第 ${row.form_version} 版` },
      {
        label: "核对",
        value: agrees
          ? `与提交时的记录一致，记录摘要 ${event.hash.slice(0, 32)}`
          : "与提交时的记录不一致，请告诉系统管理员",
      },
    ],
    answers: seen.map((answer) => ({ question: answer.question, answer: by.shown(answer) })),
    others: times.map((time) => ({
      label: `第 ${time.seq} 次，${sayDate(localDate(time.at))}`,
      to: by.at(time.seq),
      current: time.seq === seq,
    })),
    note: seen.length === 0 ? "这份是批量演示数据，没有保存提交时的样子。" : by.note,
  };
}

function seqIn(data: string): { seq?: number; commitment?: string } {
  return JSON.parse(data) as { seq?: number; commitment?: string };
}

function sayWhen(at: number): string {
  return `${localDate(at).slice(0, 4)}年${sayDate(localDate(at))}${localTime(at)}`;
}
