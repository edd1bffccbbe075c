import { type Context, Hono } from "hono";
import type { FormView } from "../../views/admin/form.tsx";
import type { Block } from "../../views/admin/page.tsx";
import { newId } from "../db/id.ts";
import { localDate } from "../rules/calendar.ts";
import { CATALOGUE_NAMES, type CatalogueKey, DIVISION_LEVELS, isCatalogueKey } from "../rules/catalogue-entry.ts";
import { refuse } from "../web/act.ts";
import type { Deps, Env } from "../web/env.ts";
import { refusalPage } from "../web/respond.tsx";
import { dateEntry, enterEntry, entryPath } from "./acts/catalogues.ts";
import {
  adminAct,
  adminGuards,
  adminPage,
  type Back,
  formWith,
  mayChange,
  PAGE,
  paged,
  toldIn,
} from "./admin-page.tsx";
import { ENTRY_FIELDS, forceFields } from "./catalogue-fields.ts";
import {
  type CatalogueFilter,
  type CatalogueLine,
  cataloguePage,
  division,
  nameWord,
  scopeItem,
} from "./queries/catalogue-pages.ts";

const AT = "/desk/admin/catalogues";
const NO_SUCH = refuse(404, "没有这个目录");
const TOLD = { added: "已添加。", dated: "有效期已改。" };
const LEVELS: Record<string, string> = { area: "区、县", ...DIVISION_LEVELS };
const FORCES = [
  { value: "now", label: "现在有效" },
  { value: "past", label: "现在无效（已止或还没有起）" },
  { value: "all", label: "全部" },
];

/** The catalogues that rules are asked with: searched, added to, ended; never deleted from. */
export function catalogueRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const { read, change } = adminGuards(deps);
  const of = (c: Context<Env>) => {
    const key = c.req.param("catalogue") ?? "";
    return isCatalogueKey(key) ? key : undefined;
  };
  const missing = (c: Context<Env>) => refusalPage(c, 404, NO_SUCH.message);

  app.get("/catalogues/:catalogue", read, (c) => {
    const key = of(c);
    return key ? listPage(deps, c, key) : missing(c);
  });
  app.get("/catalogues/:catalogue/new", change, (c) => {
    const key = of(c);
    return key ? newPage(deps, c, key) : missing(c);
  });
  app.post("/catalogues/:catalogue", change, (c) => {
    const catalogue = of(c);
    if (!catalogue) return missing(c);
    return adminAct(
      deps,
      c,
      "new",
      ({ by }, typed) => enterEntry(deps, by, { catalogue, typed }),
      (back) => newPage(deps, c, catalogue, back),
    );
  });
  app.get("/catalogues/:catalogue/:entry", read, (c) => {
    const key = of(c);
    return key ? entryView(deps, c, key, c.req.param("entry")) : missing(c);
  });
  app.post("/catalogues/:catalogue/:entry", change, (c) => {
    const catalogue = of(c);
    const id = c.req.param("entry");
    if (!catalogue) return missing(c);
    return adminAct(
      deps,
      c,
      "force",
      ({ by }, { validFrom = "", validTo = "" }) => dateEntry(deps, by, { catalogue, id, validFrom, validTo }),
      (back) => entryView(deps, c, catalogue, id, back),
    );
  });
  return app;
}

async function listPage(deps: Deps, c: Context<Env>, catalogue: CatalogueKey): Promise<Response> {
  const { q = "", after = "" } = c.req.query();
  const force = (["past", "all"] as const).find((each) => each === c.req.query("force")) ?? "now";
  const { label, one, source } = CATALOGUE_NAMES[catalogue];
  const path = `${AT}/${catalogue}`;
  const filter: CatalogueFilter = { text: q, force, day: localDate(deps.now()) };
  const rows = await cataloguePage(deps.db, catalogue, filter, PAGE + 1, after);
  const page = paged(rows, PAGE, { path, query: { q, force }, key: ({ id }) => id, after });
  return adminPage(c, {
    title: label,
    place: catalogue,
    lead: source,
    search: {
      to: path,
      text: { label: `找${one}`, value: q },
      selects: [{ name: "force", label: "有效", value: force, options: FORCES }],
    },
    blocks: [
      ...(mayChange(c)
        ? [{ kind: "links", links: [{ label: `添加${one}`, to: `${path}/new`, primary: true }] } satisfies Block]
        : []),
      {
        kind: "table",
        table: {
          columns: [...HEADS[catalogue], { label: "有效", width: 16 }],
          rows: page.shown.map((row) => [
            {
              text: row.label,
              href: entryPath(catalogue, row.id),
              quiet: catalogue === "divisions" ? row.id : undefined,
            },
            { text: LEVELS[row.kind] ?? row.kind },
            { text: row.detail },
            { text: sayForce(row) },
          ]),
          empty: `没有符合条件的${one}。`,
        },
      },
    ],
    next: page.next,
    first: page.first,
  });
}

const HEADS: Record<CatalogueKey, readonly { label: string; width?: number }[]> = {
  scope: [{ label: "规范表述" }, { label: "类别", width: 6 }, { label: "口语说法" }],
  words: [{ label: "字词", width: 12 }, { label: "怎么处理", width: 6 }, { label: "类别" }],
  divisions: [{ label: "名称" }, { label: "级别", width: 8 }, { label: "上级", width: 12 }],
};

function sayForce({ valid_from, valid_to }: Pick<CatalogueLine, "valid_from" | "valid_to">): string {
  if (valid_from === null && valid_to === null) return "长期";
  return [valid_from === null ? "" : `${valid_from} 起`, valid_to === null ? "" : `${valid_to} 止`]
    .filter(Boolean)
    .join("，");
}

function newPage(deps: Deps, c: Context<Env>, catalogue: CatalogueKey, back?: Back): Response | Promise<Response> {
  const { label, one } = CATALOGUE_NAMES[catalogue];
  const form: FormView = {
    id: "new",
    action: `${AT}/${catalogue}`,
    button: `添加${one}`,
    fields: [...ENTRY_FIELDS[catalogue], ...forceFields({ valid_from: null, valid_to: null })],
    key: newId(deps.now()),
  };
  return adminPage(
    c,
    { title: `${label}：添加${one}`, place: catalogue, blocks: [{ kind: "form", form: formWith(form, back) }] },
    back,
  );
}

async function entryView(
  deps: Deps,
  c: Context<Env>,
  catalogue: CatalogueKey,
  id: string,
  back?: Back,
): Promise<Response> {
  const entry = await readEntry(deps, catalogue, id);
  if (!entry) return refusalPage(c, 404, "目录里没有这一条");
  const form: FormView = {
    id: "force",
    title: "有效期",
    action: entryPath(catalogue, id),
    button: "保存有效期",
    text: ["要停用，写截止日期（当天还有效）；要重新使用，去掉截止日期。不会删除：以前的申请按当时有效的算。"],
    fields: forceFields(entry.force),
    key: newId(deps.now()),
  };
  return adminPage(
    c,
    {
      title: entry.label,
      place: catalogue,
      told: toldIn(c, TOLD),
      blocks: [
        {
          kind: "facts",
          facts: [...entry.facts.filter(({ value }) => value !== ""), { label: "有效", value: sayForce(entry.force) }],
        },
      ],
      beside: mayChange(c) && !entry.fixed ? [{ kind: "form", form: formWith(form, back) }] : [],
    },
    back,
  );
}

interface Entry {
  label: string;
  facts: { label: string; value: string }[];
  force: { valid_from: string | null; valid_to: string | null };
  fixed: boolean;
}

async function readEntry({ db }: Deps, catalogue: CatalogueKey, id: string): Promise<Entry | undefined> {
  if (catalogue === "scope") {
    const row = await scopeItem(db, id);
    return (
      row && {
        label: row.phrase,
        facts: [
          { label: "类别", value: row.kind },
          { label: "行业", value: row.gbt_name || row.gbt },
          { label: "许可或备案", value: row.licence },
          { label: "主管部门", value: row.authority },
          { label: "分组", value: row.item_group },
          { label: "口语说法", value: row.aliases.replaceAll(" ", "、") },
          { label: "个体工商户", value: row.closed === 1 ? "不能经营" : "可以经营" },
          { label: "说明", value: row.note },
        ],
        force: row,
        fixed: false,
      }
    );
  }
  if (catalogue === "words") {
    const row = await nameWord(db, id);
    return (
      row && {
        label: row.word,
        facts: [
          { label: "怎么处理", value: row.action },
          { label: "怎么算出现", value: row.match },
          { label: "类别", value: row.category },
          { label: "依据", value: row.reason },
          { label: "例外", value: row.exceptions },
          { label: "说明", value: row.note },
        ],
        force: row,
        fixed: false,
      }
    );
  }
  const row = await division(db, id);
  const above = row && (await division(db, row.parent));
  return (
    row && {
      label: row.name,
      facts: [
        { label: "代码", value: row.code },
        { label: "级别", value: LEVELS[row.level] ?? "" },
        { label: "上级", value: above?.name ?? "" },
      ],
      force: row,
      fixed: row.level === "area",
    }
  );
}
