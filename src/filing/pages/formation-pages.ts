import { z } from "zod";
import { maskId } from "../../rules/contact.ts";
import { definePage, ownRoutes, type Page, valuesOf } from "./page.ts";
import { nothing, oneOf } from "./posted.ts";

/** The form's table of members holds four; the register itself sets no limit. */
export const MOST_MEMBERS = 4;

const FORMATIONS = { individual: "一个人经营", family: "一家人一起经营" } as const;

export const formationPages: readonly Page[] = [
  definePage({
    id: "formation",
    step: "组成形式",
    short: "几个人经营",
    fields: ["formation"],
    branches: true,
    question: "一个人经营，还是一家人经营？",
    done: ({ answers }) => answers.formation !== undefined,
    inputs: () => [
      {
        kind: "choices",
        name: "formation",
        label: "组成形式",
        legendHidden: true,
        options: [
          { value: "individual", label: FORMATIONS.individual, help: "欠了债，用经营者个人的财产还" },
          {
            value: "family",
            label: FORMATIONS.family,
            help: "欠了债，用家庭的财产还。家人要写进登记，每人都要签名，还要户口簿或结婚证",
          },
        ],
      },
    ],
    values: ({ answers }) => valuesOf({ formation: answers.formation }),
    schema: () =>
      z.object({ formation: oneOf(["individual", "family"], "请选一个：一个人经营，或者一家人一起经营。") }),
    patch: ({ formation }) => ({ patch: { formation } }),
    said: ({ answers: { formation } }) => [
      { label: "组成形式", value: formation ? `${formation === "family" ? "家庭" : "个人"}经营` : "" },
    ],
  }),
  ownRoutes(
    {
      id: "family",
      step: "组成形式",
      short: "一起经营的家人",
      fields: ["family"],
      view: "family",
      question: "哪些家人一起经营？",
      help: () => `最多写 ${MOST_MEMBERS} 位。不用写经营者本人。`,
      shows: ({ answers }) => answers.formation === "family",
      done: ({ answers }) => (answers.family ?? []).length > 0,
      said: ({ answers }) =>
        (answers.family ?? []).map(({ name, relation, idNumber }) => ({
          label: "参加经营的家人",
          value: `${name}（${relation}，${maskId(idNumber)}）`,
        })),
    },
    nothing,
  ),
];
