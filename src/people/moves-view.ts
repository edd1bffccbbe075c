import type { Block } from "../../views/admin/page.tsx";
import type { Moves } from "../filing/limits.ts";
import { sayMoment } from "../rules/calendar.ts";
import { STATUS_WORDS } from "../rules/filing.ts";

const SHOWN = 20;

/** What a change does to the limits of open filings, in words and as a table, before it is confirmed. */
export function movesBlocks({ moves, open }: Moves, now: number): Block[] {
  if (moves.length === 0) return [{ kind: "text", tone: "plain", sentences: ["正在办理的申请，期限都不变。"] }];
  const legal = moves.filter(({ filing, after }) => filing.due_at !== after.due_at);
  const red = legal.filter(({ filing, after }) => (filing.due_at ?? now) >= now && (after.due_at ?? now) < now);
  const lapsing = moves.filter(({ filing, after }) => filing.lapses_at !== after.lapses_at);
  const gone = lapsing.filter(({ after }) => after.lapses_at !== null && after.lapses_at <= now);
  return [
    {
      kind: "text",
      tone: red.length + gone.length > 0 ? "bad" : "warn",
      sentences: [
        `${open} 份里有 ${moves.length} 份的期限会变${legal.length > 0 ? `，其中 ${legal.length} 份的法定期限会变` : ""}。确认后马上重新计算，每份申请的办理经过里都记一笔。`,
        ...(red.length > 0 ? [`${red.length} 份马上变成红灯。`] : []),
        ...(gone.length > 0 ? [`${gone.length} 份马上归档，申请人要重新申请。`] : []),
      ],
    },
    {
      kind: "table",
      table: {
        columns: [
          { label: "申请编号", width: 16 },
          { label: "登记机关" },
          { label: "状态", width: 6 },
          { label: "哪个期限", width: 8 },
          { label: "现在", width: 12 },
          { label: "改为", width: 12 },
        ],
        rows: moves.slice(0, SHOWN).flatMap(({ filing, after }) =>
          (
            [
              ["法定期限", filing.due_at, after.due_at],
              ["内部目标", filing.target_at, after.target_at],
              ["归档时间", filing.lapses_at, after.lapses_at],
            ] as const
          )
            .filter(([, from, to]) => from !== to)
            .map(([what, from, to]) => [
              { text: filing.number },
              { text: filing.authority_name ?? "" },
              { text: STATUS_WORDS[filing.status].label },
              { text: what },
              { text: from === null ? "" : sayMoment(from, now) },
              { text: to === null ? "" : sayMoment(to, now) },
            ]),
        ),
        empty: "",
      },
    },
    ...(moves.length > SHOWN
      ? [{ kind: "text", tone: "quiet", sentences: [`只列出前 ${SHOWN} 份，共 ${moves.length} 份。`] } satisfies Block]
      : []),
  ];
}
