import type { DrawerField, DrawerView } from "../../../views/desk/drawer.tsx";
import { openAnswers } from "../../filing/sealed.ts";
import { licenceStateOf } from "../../licence/queries/changes.ts";
import { ANNULMENT_GROUNDS, CORRECTION_GROUNDS, stopOfLicence } from "../../rules/after-issue.ts";
import { localDate } from "../../rules/calendar.ts";
import { presentItems, printsAddress } from "../../rules/correction.ts";
import { streetsOf } from "../../rules/premises.ts";
import type { Deps } from "../../web/env.ts";
import type { Drawing } from "./decisions.ts";

const LONGEST_NAME = 80;
const LONGEST_DETAIL = 120;
const LONGEST_SCOPE = 1500;
const LONGEST_REASON = 500;

/** What the head may still do to a licence that was issued: correct the authority's own error, annul a false registration. */
export async function afterIssueDrawers(deps: Deps, drawing: Drawing): Promise<DrawerView[]> {
  const { filing, may } = drawing;
  if (!may("correct") && !may("annul")) return [];
  const state = await licenceStateOf(deps.db, filing.id);
  if (!state) return [];
  return [
    ...(may("correct") ? [await correction(deps, drawing, stopOfLicence("correct", state))] : []),
    // Once is enough: what is cancelled needs no second button that cannot be pressed.
    ...(may("annul") && state === "valid" ? [annulment(drawing)] : []),
  ];
}

async function correction(deps: Deps, { filing, now, key, action }: Drawing, stop: string | undefined) {
  const catalogues = await deps.catalogues();
  const { answers } = openAnswers(deps.config.keyring, filing);
  const present = presentItems(answers, catalogues);
  const streets = streetsOf(catalogues.divisions, answers.premises?.district ?? "", localDate(now));
  const address: DrawerField[] = [
    {
      kind: "select",
      name: "street",
      label: "街道（乡镇）",
      value: present.street,
      options: streets.map(({ code, name }) => ({ value: code, label: name })),
    },
    { kind: "text", name: "detail", label: "门牌地址", value: present.detail, lines: 2, maxlength: LONGEST_DETAIL },
  ];
  return {
    id: "correct",
    label: "更正执照",
    stop,
    action: action("correction"),
    text: [
      "只更正登记机关自己的错误：签发下一版执照，旧版失效，已打印的纸张作废，并通知经营者和申报大厅。经营者自己要改的，请他申请变更登记。",
    ],
    fields: [
      {
        kind: "text",
        name: "name",
        label: "名称",
        hint: "写全称，从“牡丹江市”开头；不使用名称的留空。",
        value: present.name,
        lines: 2,
        maxlength: LONGEST_NAME,
      },
      { kind: "text", name: "operator", label: "经营者姓名", value: present.operator, maxlength: 50 },
      {
        kind: "select",
        name: "formation",
        label: "组成形式",
        value: present.formation,
        options: [
          { value: "individual", label: "个人经营" },
          { value: "family", label: "家庭经营" },
        ],
      },
      ...(printsAddress(answers) ? address : []),
      {
        kind: "text",
        name: "scope",
        label: "经营范围",
        hint: "一行一项，用经营范围目录里的说法，第一项是主要经营项目。",
        value: present.scope,
        lines: 5,
        maxlength: LONGEST_SCOPE,
      },
      groundField("correctGround", "错误的原因", CORRECTION_GROUNDS),
      {
        kind: "text",
        name: "correctReason",
        label: "说明",
        hint: "写明哪里错了、怎样发现的，会写进更正通知书。",
        lines: 3,
        maxlength: LONGEST_REASON,
      },
    ],
    button: "确认更正，签发新的一版",
    key: key(),
    version: filing.version,
  } satisfies DrawerView;
}

function annulment({ filing, key, action }: Drawing): DrawerView {
  return {
    id: "annul",
    label: "撤销登记",
    tone: "danger",
    action: action("annulment"),
    text: [
      "只用于虚假登记：登记撤销，执照和已打印的纸张作废，名称再保留一年，并通知经营者和申报大厅。不能恢复到有效。",
    ],
    fields: [
      groundField("annulGround", "法律依据（条例第四十条）", ANNULMENT_GROUNDS),
      {
        kind: "text",
        name: "annulReason",
        label: "事实和理由",
        hint: "写明查实的经过，会写进撤销登记决定书。",
        lines: 4,
        maxlength: LONGEST_REASON,
      },
    ],
    button: "作出撤销登记决定",
    key: key(),
    version: filing.version,
  };
}

function groundField(
  name: string,
  label: string,
  grounds: Record<string, { label: string; help: string }>,
): DrawerField {
  const options = Object.entries(grounds).map(([value, { label: word, help }]) => ({ value, label: word, help }));
  return { kind: "select", name, label, empty: "请选择", options };
}
