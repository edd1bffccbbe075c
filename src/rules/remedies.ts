/**
 * What can be done against a decision, in the words that stand on it: review by the government of the district, action before the
 * court, against whom. Takes what the decision is called and the authority that made it. Sources: 行政复议法 20 (60 days; 复议机关 is the
 * government of the same level since 2024), 行政诉讼法 46 (6 months), 行政许可法 38; domain 1.2.
 */
export function remediesOf(decision: string, authority: { name: string; review_body: string }): string {
  return `不服本决定的，可以自收到本${decision}之日起六十日内向${authority.review_body}申请行政复议，也可以自收到之日起六个月内依法向人民法院提起行政诉讼。被申请人（被告）为${authority.name}。（《行政复议法》第二十条，《行政诉讼法》第四十六条）`;
}
