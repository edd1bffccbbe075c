import type { Mark } from "../../../views/desk/answers.tsx";
import type { DrawerView } from "../../../views/desk/drawer.tsx";
import { codesLeft } from "../../licence/queries/codes.ts";
import type { Clock } from "../../rules/clock.ts";
import type { Act } from "../../rules/filing.ts";
import type { Finding } from "../../rules/findings.ts";
import type { FilingPlace } from "../../rules/permissions.ts";
import { GROUND_CODES, GROUNDS } from "../../rules/refusal.ts";
import type { Refusal } from "../../web/act.ts";
import type { Deps, StaffActor } from "../../web/env.ts";
import type { DeskFilingRow } from "../queries/desk-filing.ts";

/** What came back with a form that was refused, to be drawn again as it was typed. */
export interface Returned {
  marks?: readonly Mark[];
  open?: string;
  values?: Record<string, string>;
  refusal?: Refusal;
}

/** What the bar of a filing is drawn from. */
export interface BarFacts {
  actor: StaffActor;
  filing: DeskFilingRow;
  place: FilingPlace;
  clock: Clock;
  findings: readonly Finding[];
  marks: readonly Mark[];
  back: Returned;
  now: number;
}

/** The same with what every drawer asks: whether the rules allow an act, whose hands the filing is in, a fresh key, an address. */
export interface Drawing extends BarFacts {
  may: (act: Act) => boolean;
  inHand: boolean;
  key: () => string;
  action: (name: string) => string;
}

/** What decides a filing. */
export async function decisionDrawers(deps: Deps, drawing: Drawing): Promise<DrawerView[]> {
  const { may, inHand } = drawing;
  return [
    ...(may("register") && inHand ? [await registration(deps, drawing)] : []),
    ...(may("refuse") && inHand ? [refusal(drawing)] : []),
  ];
}

async function registration(deps: Deps, { filing, findings, now, key, action }: Drawing): Promise<DrawerView> {
  const left = await codesLeft(deps.db, filing.authority_id ?? "", now);
  const blocked = findings.find((finding) => finding.severity === "block");
  const stop =
    left === 0
      ? "本局没有可用的统一社会信用代码，不能登记。请向市局申请新的号段。"
      : blocked && `还有须改正的问题，不能登记：${blocked.message}`;
  return {
    id: "register",
    label: stop ? (left === 0 ? "登记（没有余码）" : "登记") : `登记（余码 ${left}）`,
    accessKey: "r",
    tone: "primary",
    wide: true,
    stop,
    action: action("registration"),
    text: ["登记后分配一个统一社会信用代码，立即签发电子营业执照，并通知申请人和申报大厅。不能撤回。"],
    fields: [],
    button: "确认登记",
    key: key(),
    version: filing.version,
  };
}

function refusal({ filing, key, action }: Drawing): DrawerView {
  const options = GROUND_CODES.map((value) => ({ value, label: GROUNDS[value].label, help: GROUNDS[value].help }));
  return {
    id: "refuse",
    label: "不予登记",
    accessKey: "x",
    tone: "danger",
    action: action("refusal"),
    fields: [
      { kind: "select", name: "ground", label: "法律依据", empty: "请选择", options },
      {
        kind: "text",
        name: "facts",
        label: "事实和理由",
        hint: "写给申请人看。材料能补正的，请退回补正，不要作不予登记。",
        lines: 4,
        maxlength: 1000,
      },
    ],
    button: "作出不予登记决定",
    key: key(),
    version: filing.version,
  };
}
