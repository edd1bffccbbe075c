import type { Answer, Client } from "./client.ts";
import { hiddenFields } from "./client.ts";
import { PNG } from "./filing.ts";
import type { PageValues } from "./kiosk-answers.ts";

/** A signature as the pad posts it. */
export const DRAWN = `data:image/png;base64,${PNG.toString("base64")}`;

export async function enrol(client: Client, token: string): Promise<void> {
  expectStatus(await client.post(`/kiosk/enrol/${token}`, { label: "1" }), 303);
}

/** Lays a card on the simulated reader and begins a new filing. Gives the first page's path. */
export async function beginByCard(client: Client, person: { name: string; idNumber: string }): Promise<string> {
  expectStatus(await client.get("/kiosk/identify"), 200);
  const { name, idNumber } = person;
  return expectStatus(
    await client.post("/kiosk/identify/card-fields", { name, idNumber, nation: "汉族", home: "" }),
    303,
  ).location;
}

export interface Walk {
  answers: Record<string, PageValues>;
  scope: readonly string[];
  /** Read each page before it is posted, as a browser does; else only the session's token is sent. */
  read: boolean;
  signers?: number;
}

/** Answers page after page until the summary, wherever the service leads. Gives how many posts it took. */
export async function walkPages(client: Client, from: string, walk: Walk): Promise<number> {
  let posts = 0;
  let csrf = hiddenFields((await client.get(from)).text)._csrf ?? "";
  const post = async (path: string, values: PageValues) => {
    posts += 1;
    const answer = expectStatus(await client.post(path, { _csrf: csrf, ...values }), 303, `${path}`);
    return answer.location;
  };
  let at = from;
  while (!at.startsWith("/kiosk/apply/check")) {
    const id = at.split("?")[0]?.split("/").pop() ?? "";
    if (walk.read) csrf = hiddenFields((await client.get(at)).text)._csrf ?? csrf;
    if (id === "scope") {
      for (const phrase of walk.scope) await post(at, { _do: `add:${phrase}`, q: "" });
      at = await post(at, { _do: "next", q: "" });
    } else if (id === "signature") {
      for (let i = 0; i < (walk.signers ?? 1); i++)
        at = await post("/kiosk/apply/signature", { who: i === 0 ? "operator" : `member:${i - 1}`, drawn: DRAWN });
    } else {
      const values = walk.answers[id];
      if (!values) throw new Error(`no answer for the page ${at}`);
      at = await post(at, values);
    }
  }
  return posts;
}

/** Submits from the summary. Gives the receipt's path. */
export async function submitFromSummary(client: Client): Promise<string> {
  const page = expectStatus(await client.get("/kiosk/apply/check"), 200);
  return expectStatus(await client.post("/kiosk/submit", hiddenFields(page.text, "/kiosk/submit")), 303, "submit")
    .location;
}

export function expectStatus(answer: Answer, status: number, what = ""): Answer {
  if (answer.status !== status) {
    const problems = /error-summary[\s\S]*?<\/section>/.exec(answer.text)?.[0].replace(/<[^>]*>/g, " ") ?? "";
    const text = answer.text
      .replace(/<[^>]*>/g, " ")
      .replace(/\s+/g, " ")
      .slice(0, 300);
    throw new Error(`${what} expected ${status}, got ${answer.status}: ${problems || text}`);
  }
  return answer;
}
