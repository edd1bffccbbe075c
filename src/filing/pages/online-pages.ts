import { z } from "zod";
import { checkPlatforms, type Platform, printedPlatforms } from "../../rules/platforms.ts";
import { PREMISES_TYPES } from "../../rules/premises.ts";
import { definePage, type Input, type Page, type PageFacts, valuesOf } from "./page.ts";
import { oneOf } from "./posted.ts";
import { chosen, yesNo, yesOrNo } from "./yes-no.ts";

const MOST_SHOPS = 3;
const shops = Array.from({ length: MOST_SHOPS }, (_, index) => index);

const isNetwork = ({ answers }: PageFacts) => answers.premises?.type === "network";

function documentsFor({ answers }: PageFacts): string {
  const { type } = answers.premises ?? {};
  return type ? PREMISES_TYPES[type].documents.map(({ label }) => label).join("、") : "使用证明";
}

export const onlinePages: readonly Page[] = [
  definePage({
    id: "online",
    step: "经营场所",
    short: "是不是只在网上经营",
    fields: ["premises.online"],
    branches: true,
    question: "只在网上经营，没有线下的店吗？",
    asked: (facts) => !isNetwork(facts),
    done: ({ answers }) => answers.premises?.onlineOnly !== undefined,
    inputs: (facts) =>
      isNetwork(facts)
        ? []
        : [
            yesNo("online", "只在网上经营", "只在网上经营", "有线下的店", {
              yes: "执照上会写明“仅限于通过互联网从事经营活动”",
              no: "线下经营，或者线上线下都做",
            }),
          ],
    notice: (facts) => (isNetwork(facts) ? "您登记的是网络经营场所，只能通过互联网经营。" : undefined),
    values: ({ answers }) => valuesOf({ online: chosen(answers.premises?.onlineOnly) }),
    schema: (facts) =>
      z.object({
        online: isNetwork(facts)
          ? z.literal("yes").default("yes")
          : yesOrNo("请选一个：只在网上经营，或者有线下的店。"),
      }),
    patch({ online }, { answers }) {
      const { platforms, ...kept } = answers.premises ?? {};
      const onlineOnly = online === "yes";
      return { patch: { premises: { ...kept, onlineOnly, ...(onlineOnly && platforms ? { platforms } : {}) } } };
    },
    said: ({ answers }) => [{ label: "只在网上经营", value: answers.premises?.onlineOnly ? "是" : "不是" }],
  }),
  definePage({
    id: "platforms",
    step: "经营场所",
    short: "网店的平台和网址",
    fields: [],
    partOf: "premises.online",
    question: "在哪些平台上开店？",
    help: () => `在几个平台开店就都填上，最多 ${MOST_SHOPS} 个。网址从平台的店铺页面上复制或者抄写。`,
    shows: ({ answers }) => answers.premises?.onlineOnly === true,
    done: ({ answers }) => (answers.premises?.platforms ?? []).length > 0,
    inputs: () =>
      shops.flatMap((index): Input[] => [
        { kind: "text", name: `shop-${index}`, label: `平台名称 ${index + 1}`, maxlength: 30 },
        { kind: "text", name: `url-${index}`, label: `店铺网址 ${index + 1}`, lines: 1, maxlength: 200 },
      ]),
    values: ({ answers }) =>
      valuesOf(
        Object.fromEntries(
          (answers.premises?.platforms ?? []).flatMap(({ name, url }, index) => [
            [`shop-${index}`, name],
            [`url-${index}`, url],
          ]),
        ),
      ),
    schema: () =>
      z.record(z.string(), z.string()).transform((posted, context): Platform[] => {
        const platforms = shops
          .map((index) => ({ name: posted[`shop-${index}`] ?? "", url: posted[`url-${index}`] ?? "" }))
          .filter(({ name, url }) => name !== "" || url !== "");
        const [message] = checkPlatforms(platforms);
        if (message === undefined) return platforms;
        context.addIssue({ code: "custom", message, path: [message.includes("网址") ? "url-0" : "shop-0"] });
        return z.NEVER;
      }),
    patch: (platforms, { answers }) => ({ patch: { premises: { ...answers.premises, platforms } } }),
    said: ({ answers }) => [{ label: "网店", value: printedPlatforms(answers.premises?.platforms ?? []) }],
  }),
  definePage({
    id: "proof",
    step: "经营场所",
    short: "场所证明",
    fields: ["premises.proof"],
    question: "怎么证明您可以用这个地方？",
    asked: ({ catalogues }) => catalogues.settings.declarationAllowed,
    done: ({ answers }) => answers.premises?.proof !== undefined,
    notice: ({ catalogues }) =>
      catalogues.settings.declarationAllowed ? undefined : "登记机关现在要求提交使用证明，不接受申报承诺。",
    inputs: (facts) => [
      {
        kind: "choices",
        name: "proof",
        label: "证明方式",
        legendHidden: true,
        options: [
          { value: "proof", label: "上传证明材料", help: documentsFor(facts) },
          ...(facts.catalogues.settings.declarationAllowed
            ? [
                {
                  value: "declaration",
                  label: "作申报承诺",
                  help: "我承诺对这个地方有合法的使用权，不实要承担法律责任",
                },
              ]
            : []),
        ],
      },
    ],
    values: ({ answers }) => valuesOf({ proof: answers.premises?.proof }),
    schema: ({ catalogues }) =>
      z.object({
        proof: oneOf(
          catalogues.settings.declarationAllowed ? ["proof", "declaration"] : ["proof"],
          "请选一个：上传证明材料，或者作申报承诺。",
        ),
      }),
    patch: ({ proof }, { answers }) => ({ patch: { premises: { ...answers.premises, proof } } }),
    said: ({ answers }) => [
      { label: "场所证明", value: answers.premises?.proof === "declaration" ? "申报承诺" : "上传证明材料" },
    ],
  }),
  definePage({
    id: "ecommerce",
    step: "经营场所",
    short: "是不是电子商务经营者",
    fields: ["ecommerce"],
    question: "您在网上卖东西或者提供服务吗？",
    help: () => "在购物平台、外卖平台、直播间或者自己的网站上做生意的，都是电子商务经营者。",
    done: ({ answers }) => answers.ecommerce !== undefined,
    inputs: () => [yesNo("ecommerce", "电子商务经营者", "是", "不是")],
    values: ({ answers }) =>
      valuesOf({ ecommerce: chosen(answers.ecommerce ?? (answers.premises?.onlineOnly || undefined)) }),
    schema: () => z.object({ ecommerce: yesOrNo("请选一个：是，或者不是。") }),
    patch: ({ ecommerce }) => ({ patch: { ecommerce: ecommerce === "yes" } }),
    said: ({ answers }) => [{ label: "电子商务经营者", value: answers.ecommerce ? "是" : "不是" }],
  }),
];
