/**
 * Network premises: shops on e-commerce platforms that stand for a place of business.
 * Source: 市场主体登记管理条例 11(2), 国市监注〔2018〕236号.
 */

export interface Platform {
  /** of the platform, as people call it */
  name: string;
  /** of the shop's own page on it */
  url: string;
}

/**
 * What is wrong with the list of shops, at most one sentence; none when it is good. Every platform that is used is registered; a bare domain
 * or a virtual host is no premises.
 */
export function checkPlatforms(platforms: readonly Platform[]): string[] {
  if (platforms.length === 0) return ["请填写开店的平台名称和店铺网址，在几个平台开店就都填上。"];
  if (platforms.some(({ name }) => name.trim() === "")) return ["请填写平台的名称。"];
  const urls = platforms.map(({ url }) => url.trim()).filter((url) => URL.canParse(url));
  const pages = urls.map((url) => new URL(url)).filter(isWebPage);
  if (pages.length < platforms.length) return ["店铺网址应以 http:// 或者 https:// 开头，请从平台上完整复制。"];
  if (pages.some(isBareDomain)) return ["只有域名不够，请填写平台内店铺页面的网址。"];
  if (new Set(pages.map(String)).size < pages.length) return ["同一个店铺网址填了两次，请删去一个。"];
  return [];
}

/** The shops as a licence prints them: 名称（网址）；名称（网址）. */
export function printedPlatforms(platforms: readonly Platform[]): string {
  return platforms.map(({ name, url }) => `${name.trim()}（${url.trim()}）`).join("；");
}

function isWebPage(url: URL): boolean {
  return /^https?:$/.test(url.protocol) && url.hostname.includes(".");
}

function isBareDomain(url: URL): boolean {
  const host = url.hostname.replace(/^(?:www|m)\./, "");
  return url.pathname === "/" && url.search === "" && host.split(".").length <= 2;
}
