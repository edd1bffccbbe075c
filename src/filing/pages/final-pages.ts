import { z } from "zod";
import { DOCUMENT_KINDS, type DocumentKind, requiredDocuments, requiredSignatures } from "../../rules/contents.ts";
import { scopeItemsOf } from "../../rules/findings.ts";
import { definePage, ownRoutes, type Page, type PageFacts } from "./page.ts";
import { nothing } from "./posted.ts";

const QUESTIONS: Record<DocumentKind, { question: string; short: string }> = {
  identity: { question: "上传经营者的身份证", short: "身份证影像" },
  household: { question: "上传户口簿或结婚证", short: "户口簿或结婚证" },
  premises: { question: "上传经营场所的使用证明", short: "场所使用证明" },
  preapproval: { question: "上传前置审批的批准文件", short: "批准文件" },
  authorisation: { question: "上传授权委托书", short: "授权委托书" },
};
const KINDS = Object.keys(QUESTIONS) as DocumentKind[];

/** Why a document is asked for; undefined where it is not. */
export function documentAsked(facts: PageFacts, kind: DocumentKind): string | undefined {
  return requiredDocuments(facts.answers, {
    operatorIdentitySeen: facts.identitySeen,
    hasPreapprovalItem: scopeItemsOf(facts.answers, facts.catalogues).some((item) => item.kind === "前置许可"),
  }).find((required) => required.kind === kind)?.why;
}

export const documentPages: readonly Page[] = KINDS.map((kind) =>
  ownRoutes(
    {
      id: `documents-${kind}`,
      step: "材料与签名",
      short: QUESTIONS[kind].short,
      fields: [DOCUMENT_KINDS[kind].field],
      view: "documents",
      question: QUESTIONS[kind].question,
      help: (facts) => documentAsked(facts, kind),
      asked: (facts) => documentAsked(facts, kind) !== undefined,
      done: (facts) => facts.documents.includes(kind),
      said: (facts) => {
        const asked = documentAsked(facts, kind) !== undefined;
        if (!asked && !facts.documents.includes(kind)) return [];
        return [{ label: DOCUMENT_KINDS[kind].label, value: facts.documents.includes(kind) ? "已上传" : "还没有上传" }];
      },
    },
    nothing,
  ),
);

/** The kind of document that a page takes. */
export function documentKindOf(page: Page): DocumentKind | undefined {
  return KINDS.find((kind) => page.id === `documents-${kind}`);
}

export const finalPages: readonly Page[] = [
  definePage({
    id: "commitments",
    step: "材料与签名",
    short: "承诺",
    fields: ["commitments"],
    view: "commitments",
    question: "请看清楚再承诺",
    done: ({ answers }) => answers.commitments === true,
    inputs: () => [
      {
        kind: "choices",
        name: "agree",
        label: "承诺",
        legendHidden: true,
        many: true,
        options: [{ value: "yes", label: "我看懂了，我承诺做到" }],
      },
    ],
    values: ({ answers }) => (answers.commitments ? { agree: ["yes"] } : {}),
    schema: () =>
      z.object({
        agree: z
          .array(z.string())
          .refine((agreed) => agreed.includes("yes"), "看懂以后，请点一下“我看懂了，我承诺做到”。"),
      }),
    patch: () => ({ patch: { commitments: true } }),
    said: ({ answers }) => [{ label: "承诺", value: answers.commitments ? "已经承诺" : "还没有承诺" }],
  }),
  ownRoutes(
    {
      id: "signature",
      step: "材料与签名",
      short: "签名",
      fields: ["signature"],
      view: "signature",
      question: "请签名",
      done: ({ answers }) =>
        requiredSignatures(answers).every(({ who }) => answers.signatures?.some((signature) => signature.who === who)),
      said: ({ answers }) =>
        requiredSignatures(answers).map(({ who, name }) => ({
          label: `${name}的签名`,
          value: answers.signatures?.some((signature) => signature.who === who) ? "已经签名" : "还没有签名",
        })),
    },
    nothing,
  ),
  ownRoutes(
    {
      id: "check",
      step: "核对提交",
      short: "核对并提交",
      fields: [],
      view: "check",
      question: "请核对，没有问题就提交",
      done: () => false,
    },
    nothing,
  ),
];
