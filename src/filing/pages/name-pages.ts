import { z } from "zod";
import { registeredName, scopeItemsOf } from "../../rules/findings.ts";
import { scopeTexts } from "../../rules/licence-words.ts";
import { printedScope } from "../../rules/scope-of-business.ts";
import { definePage, ownRoutes, type Page, valuesOf } from "./page.ts";
import { nothing } from "./posted.ts";
import { yesNo, yesOrNo } from "./yes-no.ts";

const UNNAMED = { named: true, trade: "", industry: "", form: "" } as const;

export const namePages: readonly Page[] = [
  definePage({
    id: "name",
    step: "名称",
    short: "要不要起名称",
    fields: ["name"],
    branches: true,
    question: "要给店起一个名称吗？",
    done: ({ answers }) => answers.name !== undefined,
    inputs: () => [
      yesNo("named", "要不要名称", "要，起一个名称", "不用名称", {
        yes: "例如：牡丹江市阳明区江畔小灶餐饮店（个体工商户）",
        no: "执照上只写经营者的姓名。以后想起名称，再办变更登记",
      }),
    ],
    values: ({ answers: { name } }) => valuesOf({ named: name === undefined ? undefined : name.named ? "yes" : "no" }),
    schema: () => z.object({ named: yesOrNo("请选一个：要起名称，或者不用名称。") }),
    patch: ({ named }, { answers }) => ({
      patch: { name: named === "no" ? { named: false } : answers.name?.named ? answers.name : UNNAMED },
    }),
    said: ({ answers }) => (answers.name?.named === false ? [{ label: "名称", value: "不使用名称" }] : []),
  }),
  ownRoutes(
    {
      id: "name-parts",
      step: "名称",
      short: "起名称",
      fields: [],
      view: "name",
      partOf: "name",
      question: "店叫什么名称？",
      help: () => "名称由四段组成：区名、字号、行业、组织形式。边写边查，马上知道能不能用。",
      shows: ({ answers }) => answers.name?.named === true,
      done: ({ answers }) => answers.name?.named === true && answers.name.trade !== "",
      said: ({ answers, catalogues }) => [
        { label: "名称", value: answers.name?.named && answers.name.trade ? registeredName(answers, catalogues) : "" },
      ],
    },
    nothing,
  ),
  ownRoutes(
    {
      id: "scope",
      step: "经营范围",
      short: "选择经营范围",
      fields: ["scope"],
      view: "scope",
      question: "您做什么生意？",
      help: () => "用平常说的话搜，例如“卖水果”“修手机”。选上的第一项是主要的生意。",
      done: ({ answers }) => (answers.scope ?? []).length > 0,
      said: ({ answers, catalogues }) => [
        {
          label: "经营范围",
          value: printedScope(scopeItemsOf(answers, catalogues), {
            onlineOnly: answers.premises?.onlineOnly === true,
            texts: scopeTexts(catalogues.settings.words),
          }),
        },
      ],
    },
    nothing,
  ),
];
