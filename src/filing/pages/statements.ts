import { scopeItemsOf } from "../../rules/findings.ts";
import { permitNotices } from "../../rules/scope-of-business.ts";
import { BARRED_OCCUPATION } from "./code-lists.ts";
import type { PageFacts } from "./page.ts";

export interface Statements {
  promises: readonly string[];
  /** What follows by law when a promise is broken, in plain words, each with its article. */
  consequences: readonly string[];
}

/** What the applicant promises, by what is applied for. Sources: 申请书 (申请人签署); 条例 40, 44, 47, 48; 细则 71; domain 1.4. */
export function statementsOf({ answers, catalogues }: Pick<PageFacts, "answers" | "catalogues">): Statements {
  const permits = permitNotices(scopeItemsOf(answers, catalogues));
  const agent = answers.filer?.kind === "agent";
  return {
    promises: [
      "我提交的材料和填写的内容都是真的，合法、有效。",
      answers.name?.named
        ? "名称是我自己起的，和别人的名称混淆、侵犯别人权利的，我自己负责。"
        : "我不使用名称，办事时用经营者的姓名。",
      answers.premises?.onlineOnly
        ? "我只通过互联网经营，不在住所里做线下的生意。"
        : "经营场所我有权使用，不是违法建筑、危险房屋等不能用来经营的房屋。",
      ...(answers.premises?.type === "dwelling" ? ["用住宅经营，已经得到有利害关系的业主同意，遵守管理规约。"] : []),
      permits.length > 0
        ? `没有拿到许可以前，不做要许可的生意（${permits.map(({ licence }) => licence).join("、")}）。`
        : "要许可才能做的生意，没有拿到许可以前不做。",
      `经营者不是${BARRED_OCCUPATION}等法律不允许经商的人。`,
      "登记以后有变化，按时办变更；执照放在店里看得见的地方，或者在网店首页公示。",
    ],
    consequences: [
      "交假材料取得登记的：没收违法所得，罚款 5 万到 20 万元；情节严重的罚 20 万到 100 万元，吊销执照（条例第四十四条）。",
      "假登记被撤销的，直接责任人 3 年内不能再申请登记（条例第四十条）。",
      "备案的内容（家庭成员、联络员）变了不办备案，责令改正以后还不办的，罚款 5 万元以下（条例第四十七条）。",
      "执照没有放在店里看得见的地方，责令改正以后还不改的，罚款 3 万元以下（条例第四十八条）。",
      ...(agent ? ["代理人明知材料是假的还代办的，罚款 10 万元以下（实施细则第七十一条）。"] : []),
    ],
  };
}
