/**
 * Grounds on which a registration is refused. Each needs its facts in words; a ground alone is no reason (行政许可法 38).
 * A defect that the applicant can put right is returned, never refused (细则 18).
 */
export const GROUNDS = {
  law: {
    label: "不符合法律规定",
    help: "写明不符合哪部法律的第几条，以及申请中的哪一项。",
    clause: "《市场主体登记管理条例》第二十条，《实施细则》第十九条第一款",
  },
  regulation: {
    label: "不符合行政法规规定",
    help: "例如名称违反《企业名称登记管理规定》第十一条，或者在《条例》第四十条规定的三年内再次申请。",
    clause: "《市场主体登记管理条例》第二十条，《实施细则》第十九条第一款",
  },
  "state-council": {
    label: "不符合国务院决定规定",
    help: "写明国务院决定的名称和文号，例如前置审批事项没有取得批准。",
    clause: "《实施细则》第十九条第一款",
  },
  "national-security": {
    label: "可能危害国家安全",
    help: "写明危害的是什么，依据哪个机关的意见。",
    clause: "《市场主体登记管理条例》第二十条，《实施细则》第十九条第一款",
  },
  "public-interest": {
    label: "可能危害社会公共利益",
    help: "写明危害的是什么公共利益，以及认定的事实。",
    clause: "《市场主体登记管理条例》第二十条，《实施细则》第十九条第一款",
  },
} as const satisfies Record<string, { label: string; help: string; clause: string }>;

export type RefusalGround = keyof typeof GROUNDS;

/** The codes of the grounds in the order of the law. Source: 条例 20, 细则 19. */
export const GROUND_CODES = Object.keys(GROUNDS) as RefusalGround[];

const SHORTEST_FACTS = 10;
const LONGEST_FACTS = 1000;

/** Whether `text` is the code of a ground. Source: 条例 20, 细则 19. */
export function isRefusalGround(text: string): text is RefusalGround {
  return Object.hasOwn(GROUNDS, text);
}

/**
 * Whether the facts of a refusal can stand in a 不予登记通知书: said in words, neither empty nor a bare remark.
 * @returns the trimmed facts, or one sentence on what to write. Source: 条例 20 (说明理由), 行政许可法 38.
 */
export function checkRefusalFacts(text: string): { ok: true; facts: string } | { ok: false; message: string } {
  const facts = text.trim();
  const length = [...facts].length;
  if (length === 0) return { ok: false, message: "请写明不予登记所依据的事实。" };
  if (length < SHORTEST_FACTS) return { ok: false, message: `事实至少写 ${SHORTEST_FACTS} 个字，让申请人看得明白。` };
  if (length > LONGEST_FACTS)
    return { ok: false, message: `事实最多写 ${LONGEST_FACTS} 个字，现在有 ${length} 个字。` };
  return { ok: true, facts };
}
