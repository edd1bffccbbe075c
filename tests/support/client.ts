/** A browser without a screen: keeps cookies, reads the hidden fields of forms, follows nothing by itself. */
export interface Client {
  get(path: string): Promise<Answer>;
  post(path: string, values: Record<string, string | string[]>, headers?: Record<string, string>): Promise<Answer>;
  upload(path: string, values: Record<string, string | Blob>): Promise<Answer>;
}

export interface Answer {
  status: number;
  location: string;
  text: string;
}

export type Fetch = (request: Request) => Promise<Response> | Response;

export function openClient(send: Fetch, base: string): Client {
  const cookies = new Map<string, string>();

  async function ask(path: string, init: RequestInit): Promise<Answer> {
    const headers = new Headers(init.headers);
    headers.set("cookie", [...cookies].map(([name, value]) => `${name}=${value}`).join("; "));
    headers.set("origin", base);
    const response = await send(new Request(new URL(path, base), { ...init, headers, redirect: "manual" }));
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ""] = cookie.split(";");
      const at = pair.indexOf("=");
      const value = pair.slice(at + 1);
      if (value === "" || /max-age=0/i.test(cookie)) cookies.delete(pair.slice(0, at));
      else cookies.set(pair.slice(0, at), value);
    }
    return { status: response.status, location: response.headers.get("location") ?? "", text: await response.text() };
  }

  return {
    get: (path) => ask(path, { method: "GET" }),
    post(path, values, headers = {}) {
      const body = new URLSearchParams();
      for (const [name, value] of Object.entries(values))
        for (const one of Array.isArray(value) ? value : [value]) body.append(name, one);
      return ask(path, {
        method: "POST",
        body: body.toString(),
        headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
      });
    },
    upload(path, values) {
      const body = new FormData();
      for (const [name, value] of Object.entries(values)) body.append(name, value);
      return ask(path, { method: "POST", body });
    },
  };
}

/** The hidden fields of the first form of a page that has them, or of the form with this action. */
export function hiddenFields(html: string, action?: string): Record<string, string> {
  const forms = [...html.matchAll(/<form\b[^>]*>[\s\S]*?<\/form>/g)].map((match) => match[0]);
  const form = action
    ? forms.find((text) => /action="([^"]*)"/.exec(text)?.[1]?.split("?")[0] === action)
    : forms.find((text) => text.includes('name="_csrf"'));
  const fields: Record<string, string> = {};
  for (const [input] of (form ?? "").matchAll(/<input\b[^>]*type="hidden"[^>]*>/g)) {
    const name = /\bname="([^"]*)"/.exec(input)?.[1];
    if (name) fields[name] = unescapeHtml(/\bvalue="([^"]*)"/.exec(input)?.[1] ?? "");
  }
  return fields;
}

export function unescapeHtml(text: string): string {
  return text
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
