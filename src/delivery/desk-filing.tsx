import type { Context } from "hono";
import { DeliveryFiling, type DeliveryFilingData } from "../../views/desk/delivery-filing.tsx";
import { newId } from "../db/id.ts";
import { openAnswers } from "../filing/sealed.ts";
import { type LicenceRow, licenceOf } from "../licence/queries/licence.ts";
import { sayVersion } from "../licence/version-view.ts";
import { placeOfRow } from "../review/desk-sight.ts";
import { deskUser } from "../review/desk-user.ts";
import { type DeskFilingRow, deskFiling } from "../review/queries/desk-filing.ts";
import { stopOfLicence } from "../rules/after-issue.ts";
import { sayMoment } from "../rules/calendar.ts";
import { maskName } from "../rules/contact.ts";
import { METHOD_WORDS, sheetsOwed } from "../rules/delivery.ts";
import type { Act } from "../rules/filing.ts";
import { type FilingPlace, permission, placesOf } from "../rules/permissions.ts";
import { groupCode } from "../rules/uscc.ts";
import type { Refusal } from "../web/act.ts";
import type { Deps, Env, StaffActor } from "../web/env.ts";
import { type DeliveryRow, deliveryOf } from "./queries/delivery.ts";
import { blankSheets, sheetsOf } from "./queries/desk.ts";

export const CARRIERS = ["中国邮政速递物流（EMS）", "顺丰速运", "京东快递", "中通快递", "圆通速递", "韵达快递"];

export interface SeenDelivery {
  filing: DeskFilingRow;
  licence: LicenceRow;
  delivery: DeliveryRow;
  place: FilingPlace;
}

/** A registered filing as the deciding authority and the chosen pickup hall see it; for all others it is not there. */
export async function deliveryFiling(deps: Deps, actor: StaffActor, id: string): Promise<SeenDelivery | undefined> {
  const filing = await deskFiling(deps.db, id, actor, deps.now());
  if (filing?.status !== "registered") return undefined;
  const place = placeOfRow(filing, actor.id);
  const from = actor.role === "guide" ? "pickup hall" : "own authority";
  if (!placesOf(actor, place).includes(from)) return undefined;
  const licence = await licenceOf(deps.db, id);
  const delivery = await deliveryOf(deps.db, id);
  return licence && delivery ? { filing, licence, delivery, place } : undefined;
}

interface Back {
  open: string;
  values: Record<string, string>;
  refusal: Refusal;
}

export async function deliveryFilingPage(
  deps: Deps,
  c: Context<Env>,
  { filing, licence, delivery, place }: SeenDelivery,
  back?: Back,
): Promise<Response> {
  const actor = c.get("staff");
  const now = deps.now();
  const stop = stopOfLicence("print", licence.status);
  // A cancelled licence goes nowhere any more; its sheets can still be written off.
  const may = (act: Act) => permission(actor, act, place).ok && (!stop || act === "void-sheet");
  const { answers } = openAnswers(deps.config.keyring, filing);
  const sheets = await sheetsOf(deps.db, filing.id);
  const blank = await blankSheets(deps.db, actor.authorityId ?? actor.hallId ?? "");
  const mail = answers.delivery?.method === "mail" && actor.role !== "guide" ? answers.delivery : undefined;
  const printed = sheets.some((sheet) => sheet.state === "printed");
  const key = () => newId(now);
  const data: DeliveryFilingData = {
    user: deskUser(c, filing.workplace ?? ""),
    id: filing.id,
    name: filing.name || "（不使用名称）",
    operator: maskName(filing.operator_name),
    facts: [
      { label: "统一社会信用代码", value: groupCode(licence.uscc) },
      ...(licence.version > 1 ? [{ label: "执照版本", value: sayVersion(licence.version) }] : []),
      { label: "登记机关", value: filing.authority_name ?? "" },
      { label: "领照方式", value: METHOD_WORDS[delivery.method] },
      ...(mail
        ? [
            { label: "收件人", value: `${mail.recipient} ${mail.phone}` },
            { label: "收件地址", value: [mail.address, mail.postcode].filter(Boolean).join(" ") },
            { label: "邮费", value: `由${filing.authority_name ?? ""}承担` },
          ]
        : []),
      ...progressOf(delivery, now),
    ],
    said: stop ? `${stop}、寄出或发放。` : licence.version > 1 ? correctedWords(licence, printed) : undefined,
    sheets: sheetsOwed(answers.copies).map((owed) => ({
      ...owed,
      label: owed.part === "original" ? "正本" : `副本 1-${owed.copy}`,
      printed: sheets
        .filter((sheet) => sheet.part === owed.part && sheet.copy === owed.copy)
        .map((sheet) => ({
          serial: sheet.serial,
          valid: sheet.state === "printed",
          where: `${sheet.place_name ?? ""} ${sayMoment(sheet.at, now)}`,
          reason: sheet.void_reason ?? "",
        })),
    })),
    fresh: sheets.find((sheet) => sheet.serial === c.req.query("sheet") && sheet.state === "printed")?.serial,
    blank,
    mayPrint: may("print") && delivery.method !== "self-print",
    mayVoid: may("void-sheet"),
    dispatch:
      may("dispatch") && delivery.method === "mail" && delivery.state === "waiting"
        ? { carriers: CARRIERS, ready: printed, key: key() }
        : undefined,
    ready:
      may("make-ready") && delivery.method === "pickup" && delivery.state === "waiting"
        ? { ready: printed, key: key() }
        : undefined,
    handOut:
      may("hand-out") && delivery.method === "pickup" && delivery.state === "ready"
        ? { proxy: delivery.proxy_code_hash !== null, key: key() }
        : undefined,
    open: back?.open,
    values: back?.values ?? {},
    problems: back?.refusal.problems,
  };
  return c.html(<DeliveryFiling {...data} />, back ? back.refusal.status : 200);
}

function correctedWords({ version }: LicenceRow, printed: boolean): string {
  const number = sayVersion(version);
  return printed
    ? `执照已更正，现在是${number}。`
    : `执照已更正为${number}，旧版的纸张已作废，请重新打印，按原来的方式给经营者。`;
}

function progressOf(delivery: DeliveryRow, now: number): { label: string; value: string }[] {
  switch (delivery.state) {
    case "waiting":
      return [{ label: "现在", value: delivery.method === "self-print" ? "等申请人自助打印" : "等打印" }];
    case "printed":
      return [{ label: "现在", value: "申请人已自助打印" }];
    case "ready":
      return [{ label: "现在", value: `${sayMoment(delivery.ready_at ?? now, now)} 备好，等领取` }];
    case "dispatched":
      return [
        { label: "现在", value: `${sayMoment(delivery.dispatched_at ?? now, now)} 寄出` },
        { label: "快递", value: `${delivery.carrier ?? ""} ${delivery.tracking ?? ""}` },
        { label: "费用", value: `${((delivery.cost_fen ?? 0) / 100).toFixed(2)} 元` },
      ];
    case "collected":
      return [
        {
          label: "现在",
          value: `${sayMoment(delivery.collected_at ?? now, now)} 由${delivery.collector === "proxy" ? "代领人" : "本人"}领取`,
        },
      ];
  }
}
