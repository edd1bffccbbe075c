import type { LicenceData } from "../licence/licence-data.ts";
import { dateInFull } from "../rules/calendar.ts";
import type { permitNotices } from "../rules/scope-of-business.ts";
import { groupCode } from "../rules/uscc.ts";
import type { NoticeTexts } from "./compose.ts";
import { permitTexts } from "./permit.ts";

type Registered = Pick<LicenceData, "operator" | "name" | "uscc" | "registeredOn">;

/** What a registration owes in writing: the 登记通知书, and where the scope has permit items what they need. Sources: 条例 14, 19, 21; 细则 18; domain 1.3. */
export function registrationTexts(
  data: Registered,
  permits: ReturnType<typeof permitNotices>,
): [NoticeTexts, ...NoticeTexts[]] {
  const registration: NoticeTexts = {
    kind: "registration",
    addressee: data.operator,
    intro: ["您的个体工商户设立登记申请，经审查，符合法定条件，准予登记。"],
    items: [
      { label: "名称", value: data.name ?? "不使用名称" },
      { label: "统一社会信用代码", value: groupCode(data.uscc) },
      { label: "登记日期", value: dateInFull(data.registeredOn) },
      ...(permits.length > 0
        ? [{ label: "须另行取得许可", value: `${permits.length} 项，逐项写在《许可事项告知书》里` }]
        : []),
    ],
    mustDo:
      permits.length > 0
        ? "电子营业执照已经签发。需要许可的项目，取得许可后才能经营。"
        : "电子营业执照已经签发，您可以开始经营。",
    legalBasis: "《市场主体登记管理条例》第十九条、第二十一条；《市场主体登记管理条例实施细则》第十八条",
  };
  return [registration, ...(permits.length > 0 ? [permitTexts({ addressee: data.operator, permits })] : [])];
}
