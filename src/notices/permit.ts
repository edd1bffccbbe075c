import type { permitNotices } from "../rules/scope-of-business.ts";
import type { NoticeTexts } from "./compose.ts";

/**
 * 双告知: which items of the scope need a permit, which permit, from whom, and what follows without it.
 * Sources: 条例 14; 无证无照经营查处办法 5; domain 1.3, 4.1.
 */
export function permitTexts(facts: { addressee: string; permits: ReturnType<typeof permitNotices> }): NoticeTexts {
  const { addressee, permits } = facts;
  return {
    kind: "permit",
    addressee,
    intro: [`您登记的经营范围里，有 ${permits.length} 项依法要经许可部门批准。逐项告知如下。`],
    items: [],
    sections: permits.map(({ phrase, licence, authority, before }, i) => ({
      title: `${i + 1}．${phrase}`,
      items: [
        { label: "许可证件", value: licence },
        { label: "许可部门", value: authority },
        { label: "什么时候", value: before ? "登记以前已经取得，在有效期内才能经营" : "登记以后、开始经营以前取得" },
        { label: "没有许可的", value: CONSEQUENCE },
      ],
    })),
    mustDo: "没有拿到许可以前，请不要经营下面列出的项目；其他项目现在就可以经营。",
    legalBasis: "《市场主体登记管理条例》第十四条；《无证无照经营查处办法》第五条",
  };
}

const CONSEQUENCE = "不得经营这一项；擅自经营的，由许可部门依照有关法律、法规查处";
