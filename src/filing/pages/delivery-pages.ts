import { z } from "zod";
import type { DeliveryAnswer } from "../../rules/answers.ts";
import { checkPhone, checkPostcode } from "../../rules/contact.ts";
import { definePage, type Page, type PageFacts, valuesOf } from "./page.ts";
import { among, judged, judgedIfGiven, oneOf, text } from "./posted.ts";

const METHODS = { "self-print": "自己在自助机上打印", mail: "寄到家", pickup: "到大厅窗口领" } as const;
const COPIES = ["none", "0", "1", "2", "3", "4"] as const;
const CAPITAL = /^(?:0|[1-9]\d{0,5})(?:\.\d{1,4})?$/;

function copiesLabel(value: (typeof COPIES)[number]): string {
  if (value === "none") return "只用电子执照";
  return value === "0" ? "正本 1 张" : `正本 1 张，副本 ${value} 本`;
}

function copiesOf({ answers: { copies } }: PageFacts): (typeof COPIES)[number] | undefined {
  if (!copies) return undefined;
  if (!copies.paper) return "none";
  return COPIES.find((value) => value === String(copies.duplicates));
}

export const deliveryPages: readonly Page[] = [
  definePage({
    id: "capital",
    step: "出资与领照",
    short: "出资额",
    fields: ["capital"],
    question: "您打算拿出多少钱做这个生意？",
    help: () => "按实际情况写。这个数不印在执照上，也不用验资。",
    done: ({ answers }) => answers.capital !== undefined,
    inputs: () => [
      {
        kind: "text",
        name: "capital",
        label: "出资额（万元）",
        hint: "例如：拿出五万元，写 5；八千元，写 0.8",
        inputmode: "decimal",
        maxlength: 12,
      },
    ],
    values: ({ answers }) => valuesOf({ capital: answers.capital }),
    schema: () =>
      z.object({
        capital: z
          .string({ error: "请填写出资额。" })
          .transform((value) => value.normalize("NFKC").replace(/[\s,]|万元?$/g, ""))
          .refine((value) => value !== "", "请填写出资额。")
          .refine(
            (value) => value === "" || (CAPITAL.test(value) && Number(value) > 0),
            "出资额写一个大于 0 的数，单位是万元，例如 5 或者 0.8。",
          ),
      }),
    patch: ({ capital }) => ({ patch: { capital } }),
    said: ({ answers }) => [{ label: "出资额", value: answers.capital ? `${answers.capital} 万元` : "" }],
  }),
  definePage({
    id: "copies",
    step: "出资与领照",
    short: "要不要纸质执照",
    fields: ["copies"],
    branches: true,
    question: "要纸质的营业执照吗？",
    help: () => "登记以后马上有电子执照，和纸质执照一起用。正本挂在店里，副本办事时带着。",
    done: ({ answers }) => answers.copies !== undefined,
    inputs: () => [
      {
        kind: "choices",
        name: "copies",
        label: "执照份数",
        legendHidden: true,
        columns: "two",
        options: COPIES.map((value) => ({ value, label: copiesLabel(value) })),
      },
    ],
    values: (facts) => valuesOf({ copies: copiesOf(facts) }),
    schema: () => z.object({ copies: oneOf(COPIES, "请选一个：要不要纸质执照，要几本副本。") }),
    patch({ copies }, { answers }) {
      const paper = copies !== "none";
      const delivery: { delivery?: DeliveryAnswer } =
        paper || answers.delivery ? {} : { delivery: { method: "self-print" } };
      return { patch: { copies: { paper, duplicates: paper ? Number(copies) : 0 }, ...delivery } };
    },
    said(facts) {
      const value = copiesOf(facts);
      return [{ label: "纸质执照", value: value ? copiesLabel(value) : "" }];
    },
  }),
  definePage({
    id: "delivery",
    step: "出资与领照",
    short: "怎么领执照",
    fields: ["delivery"],
    branches: true,
    question: "纸质执照怎么领？",
    asked: ({ answers }) => answers.copies?.paper !== false,
    done: ({ answers }) => answers.delivery !== undefined,
    inputs: () => [
      {
        kind: "choices",
        name: "method",
        label: "领照方式",
        legendHidden: true,
        options: [
          {
            value: "self-print",
            label: METHODS["self-print"],
            help: "登记以后，在任何一台自助机上凭取件码和身份证打印",
          },
          { value: "mail", label: METHODS.mail, help: "登记机关寄出，邮费由登记机关付" },
          { value: "pickup", label: METHODS.pickup, help: "选一个方便的大厅，可以请别人代领" },
        ],
      },
    ],
    values: ({ answers }) => valuesOf({ method: answers.delivery?.method }),
    schema: () => z.object({ method: oneOf(["self-print", "mail", "pickup"], "请选一个：执照怎么领。") }),
    patch({ method }, { answers, hallId }) {
      if (method === answers.delivery?.method) return { patch: {} };
      if (method === "self-print") return { patch: { delivery: { method } } };
      if (method === "pickup") return { patch: { delivery: { method, hallId } } };
      const { name = "", phone = "", home = "", postcode } = answers.operator ?? {};
      const delivery = { method, recipient: name, phone, address: home, ...(postcode ? { postcode } : {}) };
      return { patch: { delivery } };
    },
    said: ({ answers }) => [{ label: "领照方式", value: answers.delivery ? METHODS[answers.delivery.method] : "" }],
  }),
  definePage({
    id: "delivery-mail",
    step: "出资与领照",
    short: "寄到哪里",
    fields: [],
    partOf: "delivery",
    question: "执照寄到哪里？",
    shows: ({ answers }) => answers.delivery?.method === "mail",
    done: ({ answers }) => answers.delivery?.method !== "mail" || answers.delivery.address !== "",
    inputs: () => [
      { kind: "text", name: "recipient", label: "收件人", maxlength: 50 },
      { kind: "text", name: "phone", label: "收件人电话", type: "tel", inputmode: "tel", maxlength: 24 },
      { kind: "text", name: "address", label: "收件地址", lines: 2, maxlength: 100 },
      { kind: "text", name: "postcode", label: "邮政编码（可以不填）", inputmode: "numeric", maxlength: 10 },
    ],
    values: ({ answers: { delivery } }) =>
      delivery?.method === "mail"
        ? valuesOf({
            recipient: delivery.recipient,
            phone: delivery.phone,
            address: delivery.address,
            postcode: delivery.postcode,
          })
        : {},
    schema: () =>
      z.object({
        recipient: text("请填写收件人的姓名。", 50),
        phone: judged(checkPhone, ({ phone }) => phone),
        address: text("请填写收件地址。").refine(
          (address) => [...address].length >= 6,
          "收件地址太短，请从市、区写到门牌号。",
        ),
        postcode: judgedIfGiven(checkPostcode, ({ postcode }) => postcode),
      }),
    patch: ({ postcode, ...posted }) => ({
      patch: { delivery: { method: "mail", ...posted, ...(postcode ? { postcode } : {}) } },
    }),
    said: ({ answers: { delivery } }) =>
      delivery?.method === "mail"
        ? [{ label: "寄到", value: `${delivery.address}，${delivery.recipient}，${delivery.phone}` }]
        : [],
  }),
  definePage({
    id: "delivery-hall",
    step: "出资与领照",
    short: "到哪个大厅领",
    fields: [],
    partOf: "delivery",
    question: "到哪个大厅领执照？",
    shows: ({ answers }) => answers.delivery?.method === "pickup",
    done: ({ answers }) => answers.delivery?.method !== "pickup" || answers.delivery.hallId !== "",
    inputs: ({ halls }) => [
      {
        kind: "choices",
        name: "hall",
        label: "大厅",
        legendHidden: true,
        columns: "two",
        options: halls.map(({ id, name, address, hours }) => ({
          value: id,
          label: name,
          help: `${address}，${hours}`,
        })),
      },
    ],
    values: ({ answers: { delivery } }) =>
      valuesOf({ hall: delivery?.method === "pickup" ? delivery.hallId : undefined }),
    schema: ({ halls }) =>
      z.object({
        hall: among(
          halls.map(({ id }) => id),
          "请选一个大厅。",
        ),
      }),
    patch: ({ hall }) => ({ patch: { delivery: { method: "pickup", hallId: hall } } }),
    said: ({ answers: { delivery }, halls }) => {
      const hall = delivery?.method === "pickup" ? halls.find(({ id }) => id === delivery.hallId) : undefined;
      return [{ label: "领取的大厅", value: hall ? `${hall.name}（${hall.address}）` : "" }];
    },
  }),
];
