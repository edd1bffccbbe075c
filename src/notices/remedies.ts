/**
 * What can be done against a decision, as it stands on the notice: review by the government of the district within 60 days, or a
 * court within 6 months, against the authority that decided. Sources: 行政复议法, 行政诉讼法 (domain 1.2); plan 四(四).
 */
export function remediesOf(authority: { name: string; review_body: string }, paper: string): string {
  return `不服本决定的，可以自收到${paper}之日起六十日内向${authority.review_body}申请行政复议，也可以自收到之日起六个月内依法向人民法院提起行政诉讼。被申请人（被告）为${authority.name}。`;
}
