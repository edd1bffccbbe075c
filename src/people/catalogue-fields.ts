import type { AdminField } from "../../views/admin/form.tsx";
import {
  type CatalogueKey,
  DIVISION_LEVELS,
  SCOPE_KINDS,
  WORD_ACTIONS,
  WORD_MATCHES,
} from "../rules/catalogue-entry.ts";

/** What is asked for the time in force; an empty date is no limit. */
export function forceFields(force: { valid_from: string | null; valid_to: string | null }): AdminField[] {
  const { valid_from, valid_to } = force;
  return [
    {
      kind: "text",
      name: "validFrom",
      label: "从哪天起（空着是一直）",
      type: "date",
      maxlength: 10,
      value: valid_from ?? "",
    },
    {
      kind: "text",
      name: "validTo",
      label: "到哪天止（空着是长期）",
      type: "date",
      maxlength: 10,
      value: valid_to ?? "",
    },
  ];
}

const text = (name: string, label: string, maxlength: number, hint?: string): AdminField => ({
  kind: "text",
  name,
  label,
  maxlength,
  ...(hint ? { hint } : {}),
});
const options = (values: readonly string[]) => values.map((value) => ({ value, label: value }));

/** What is asked of a new entry, by catalogue. */
export const ENTRY_FIELDS: Record<CatalogueKey, readonly AdminField[]> = {
  scope: [
    text("phrase", "规范表述", 60),
    { kind: "select", name: "kind", label: "类别", empty: "请选择", options: options(SCOPE_KINDS) },
    text("gbt", "行业代码", 4, "国民经济行业分类 GB/T 4754-2017 的 4 位数字"),
    text("gbtName", "行业名称", 40),
    text("licence", "许可证或备案的名称", 60, "一般项目可以不填"),
    text("authority", "主管部门", 40),
    text("group", "分组", 20, "例如 食品、餐饮、农产品"),
    text("aliases", "口语说法", 300, "申请人会怎么说，用空格分开，例如 修手机 换屏"),
    {
      kind: "select",
      name: "closed",
      label: "个体工商户能不能经营",
      options: [
        { value: "no", label: "可以经营" },
        { value: "yes", label: "不能经营" },
      ],
    },
    text("note", "说明", 200),
  ],
  words: [
    text("word", "字词", 20),
    { kind: "select", name: "action", label: "怎么处理", empty: "请选择", options: options(WORD_ACTIONS) },
    { kind: "select", name: "match", label: "怎么算出现", empty: "请选择", options: options(WORD_MATCHES) },
    text("category", "类别", 20, "例如 禁用-国家政权"),
    text("reason", "依据", 200, "哪部法规、第几条"),
    text("exceptions", "例外", 200, "例如 放行：中央空调；人工：中央街"),
    text("note", "说明", 200),
  ],
  divisions: [
    {
      kind: "select",
      name: "level",
      label: "级别",
      empty: "请选择",
      options: Object.entries(DIVISION_LEVELS).map(([value, label]) => ({ value, label })),
    },
    text("code", "代码", 12, "街道、镇 9 位，社区、村 12 位；开头是上级的代码"),
    text("name", "名称", 30),
  ],
};
