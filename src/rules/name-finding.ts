/** Names of the parts a finding may point at; name: the whole. */
export type NamePart = "name" | "district" | "trade" | "industry" | "form";

/** block: may not be filed; manual: an officer must look; hint: the applicant's own risk */
export type NameSeverity = "block" | "manual" | "hint";

export interface NameFinding {
  /** the check's number in the list of domain 3.3 */
  check: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;
  severity: NameSeverity;
  part: NamePart;
  /** Chinese: what is wrong and what to do instead */
  message: string;
  /** the word that hit */
  evidence?: string;
  clause: string;
}

/** Articles of the rules on names. 个体工商户 follows 《企业名称登记管理规定》 by its article 25. */
export const NAME_CLAUSE = {
  standardCharacters: "《企业名称登记管理规定》第五条",
  structure: "《企业名称登记管理规定》第六条",
  district: "《企业名称登记管理规定》第七条",
  trade: "《企业名称登记管理规定》第八条",
  industry: "《企业名称登记管理规定》第九条",
  form: "《企业名称登记管理规定》第十条",
  content: "《企业名称登记管理规定》第十一条",
  nation: "《企业名称登记管理规定》第十二条",
  self: "《企业名称登记管理规定》第十六条",
  permit: "《市场主体登记管理条例》第十四条",
  characters: "GB 18030-2022",
} as const;
