import { type Context, Hono } from "hono";
import type { FormView } from "../../views/admin/form.tsx";
import type { Block } from "../../views/admin/page.tsx";
import { newId } from "../db/id.ts";
import { importCodesOf, setLowWater } from "../licence/acts/import-codes.ts";
import { freeLeases, type RangeLine, rangeLines } from "../licence/queries/code-ranges.ts";
import { localDate, sayDate } from "../rules/calendar.ts";
import type { Deps, Env } from "../web/env.ts";
import { refusalPage } from "../web/respond.tsx";
import { adminAct, adminGuards, adminPage, type Back, formWith, mayChange, pastedOrFile } from "./admin-page.tsx";

const AT = "/desk/admin/codes";
const SAMPLE = "authority\tprefix\tfirst\tlast";

export interface AuthorityStock {
  id: string;
  name: string;
  left: number;
  lowWater: number;
  low: boolean;
}

/** How many codes each authority has left, and whether that is at or below its line. One authority's ranges count together. */
export async function codeStocks(deps: Deps): Promise<AuthorityStock[]> {
  return stocksOf(await rangeLines(deps.db), await freeLeases(deps.db, deps.now()));
}

function stocksOf(ranges: readonly RangeLine[], free: ReadonlyMap<string, number>): AuthorityStock[] {
  return [...Map.groupBy(ranges, (range) => range.authority_id)].map(([id, own]) => {
    const left = own.reduce((sum, range) => sum + leftIn(range), free.get(id) ?? 0);
    const lowWater = Math.max(...own.map((range) => range.low_water));
    return { id, name: own[0]?.authority_name ?? "", left, lowWater, low: left <= lowWater };
  });
}

function leftIn({ next, last }: RangeLine): number {
  return Math.max(0, last - next + 1);
}

/** The ranges of codes out of the national pool. */
export function codeRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const { read, change } = adminGuards(deps);

  app.get("/codes", read, (c) => codesPage(deps, c));
  app.post("/codes", change, (c) =>
    adminAct(
      deps,
      c,
      "import",
      (posted) => importCodesOf(deps, posted.by, { table: pastedOrFile(posted, "table") }),
      (back) => codesPage(deps, c, back),
    ),
  );
  app.get("/codes/:id", change, (c) => rangePage(deps, c, c.req.param("id")));
  app.post("/codes/:id", change, (c) =>
    adminAct(
      deps,
      c,
      "line",
      ({ by }, { lowWater = "" }) => setLowWater(deps, by, { rangeId: c.req.param("id"), lowWater }),
      (back) => rangePage(deps, c, c.req.param("id"), back),
    ),
  );
  return app;
}

async function codesPage(deps: Deps, c: Context<Env>, back?: Back): Promise<Response> {
  const ranges = await rangeLines(deps.db);
  const stocks = stocksOf(ranges, await freeLeases(deps.db, deps.now()));
  const low = stocks.filter((stock) => stock.low);
  const may = mayChange(c);
  const told = c.req.query("told");
  const form: FormView = {
    id: "import",
    title: "导入号段",
    action: AT,
    button: "导入",
    text: [
      "从国家码池分来的号段，一行一个。第一行写列名；authority 写登记机关的编号或区划代码，prefix 是主体代码的开头，first 和 last 是序号。有一行不对，就一个号段也不导入。",
    ],
    fields: [
      { kind: "text", name: "table", label: "粘贴号段", lines: 4, maxlength: 20_000, value: `${SAMPLE}\n` },
      { kind: "file", name: "tableFile", label: "或者选择文件（粘贴框清空时用它）", accept: ".tsv,.csv,.txt" },
    ],
    key: newId(deps.now()),
  };
  return adminPage(
    c,
    {
      title: "信用代码号段",
      place: "codes",
      told: told === "line" ? "提醒线已改。" : told ? `已导入 ${Number(told) || 0} 个信用代码。` : undefined,
      blocks: [
        ...(low.length > 0
          ? [
              {
                kind: "text",
                tone: "bad",
                sentences: low.map(
                  ({ name, left, lowWater }) =>
                    `${name}只剩 ${left} 个信用代码，不高于提醒线 ${lowWater} 个。用完就不能登记，请尽快申请并导入新的号段。`,
                ),
              } satisfies Block,
            ]
          : []),
        {
          kind: "table",
          table: {
            columns: [
              { label: "登记机关" },
              { label: "号段", width: 8 },
              { label: "序号", width: 12 },
              { label: "剩余", width: 8, number: true },
              { label: "提醒线", width: 8, number: true },
              { label: "导入日期", width: 10 },
            ],
            rows: ranges.map((range) => [
              { text: range.authority_name, href: may ? `${AT}/${range.id}` : undefined },
              { text: range.prefix || "（全部）" },
              { text: `${range.next}–${range.last}` },
              { text: String(leftIn(range)) },
              { text: String(range.low_water) },
              { text: sayDate(localDate(range.created_at)) },
            ]),
            empty: "还没有号段。没有信用代码，就不能登记。",
          },
        },
        {
          kind: "text",
          tone: "quiet",
          sentences: stocks.map(({ name, left }) => `${name}共剩 ${left} 个（含预留后没有用上、放回来的）。`),
        },
        ...(may ? [{ kind: "form", form: formWith(form, back) } satisfies Block] : []),
      ],
    },
    back,
  );
}

async function rangePage(deps: Deps, c: Context<Env>, id: string, back?: Back): Promise<Response> {
  const range = (await rangeLines(deps.db)).find((each) => each.id === id);
  if (!range) return refusalPage(c, 404, "没有这个号段");
  const form: FormView = {
    id: "line",
    action: `${AT}/${id}`,
    button: "保存",
    fields: [
      {
        kind: "text",
        name: "lowWater",
        label: "提醒线（个）",
        hint: "剩余不高于它时，概况页和号段页会提醒",
        maxlength: 7,
        value: String(range.low_water),
      },
    ],
    key: newId(deps.now()),
  };
  return adminPage(
    c,
    {
      title: `${range.authority_name} ${range.prefix}`,
      place: "codes",
      blocks: [
        {
          kind: "facts",
          facts: [
            { label: "序号", value: `${range.next}–${range.last}` },
            { label: "剩余", value: `${leftIn(range)} 个` },
          ],
        },
        { kind: "form", form: formWith(form, back) },
      ],
    },
    back,
  );
}
