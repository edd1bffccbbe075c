import { type FieldProblem, FormKeys } from "../parts/field.tsx";
import { KioskPage } from "./frame.tsx";
import { FORM, type QuestionFrame } from "./question.tsx";

export interface FoundItem {
  phrase: string;
  kind: "一般" | "许可" | "前置许可";
  /** The spoken word that led to it. */
  hit: string;
  told: string;
  closed: boolean;
  chosen: boolean;
}

export interface ScopeProps {
  frame: QuestionFrame;
  fromCheck: boolean;
  query: string;
  found: readonly FoundItem[];
  chosen: readonly Pick<FoundItem, "phrase" | "kind" | "told">[];
  printed: string;
  problems?: readonly FieldProblem[] | undefined;
}

const USUAL = ["饭店", "小卖部", "水果", "服装", "理发", "修车", "早餐", "送货", "网上卖货", "装修"];

// With a script only the body of the page is swapped, so that nothing moves under the finger.
const SWAP = { "hx-target": "#scope-body", "hx-select": "#scope-body", "hx-swap": "outerHTML" };

export function ScopePage({ frame, fromCheck, query, found, chosen, printed, problems }: ScopeProps) {
  const action = fromCheck ? "/kiosk/apply/scope?back=check" : "/kiosk/apply/scope";
  return (
    <KioskPage {...frame} primary={{ label: frame.next, form: FORM, name: "_do", value: "next" }} problems={problems}>
      <div id="scope-body" class="scope-columns">
        <section aria-labelledby="search-title">
          <form method="get" action="/kiosk/apply/scope">
            {fromCheck ? <input type="hidden" name="back" value="check" /> : null}
            <div class="field">
              <label for="q" id="search-title">
                做什么生意，用平常的话写
              </label>
              {chosen.length > 0 ? (
                <p class="hint">
                  已经选了 {chosen.length} 项，<a href="#chosen-title">看看选了什么</a>
                </p>
              ) : null}
              <div class="search-line">
                <input
                  id="q"
                  name="q"
                  type="search"
                  value={query}
                  maxlength={30}
                  autocomplete="off"
                  hx-get={`/kiosk/apply/scope/found${fromCheck ? "?back=check" : ""}`}
                  hx-trigger="input changed delay:300ms"
                  hx-target="#scope-found"
                  hx-swap="innerHTML"
                />
                <button type="submit" class="button">
                  搜
                </button>
              </div>
            </div>
          </form>
          {query === "" ? (
            <ul class="chips" aria-label="常见的生意">
              {USUAL.map((word) => (
                <li>
                  <a
                    class="button"
                    href={`/kiosk/apply/scope?${fromCheck ? "back=check&" : ""}q=${encodeURIComponent(word)}`}
                  >
                    {word}
                  </a>
                </li>
              ))}
            </ul>
          ) : null}
          <div id="scope-found" aria-live="polite">
            <ScopeFound csrf={frame.csrf} query={query} found={found} fromCheck={fromCheck} />
          </div>
        </section>
        <section aria-labelledby="chosen-title">
          <h2 id="chosen-title">已经选了 {chosen.length} 项</h2>
          <form method="post" action={action} hx-post={action} {...SWAP}>
            <FormKeys csrf={frame.csrf} />
            <input type="hidden" name="q" value={query} />
            {chosen.length > 0 ? (
              <ol class="rows">
                {chosen.map(({ phrase, kind, told }, index) => (
                  <li>
                    <span class="grow">
                      <strong>{phrase}</strong> {index === 0 ? <span class="item-kind main">主要</span> : null}{" "}
                      <Kind kind={kind} />
                      {told ? <span class="quiet">{told}</span> : null}
                    </span>
                    {index > 0 ? (
                      <button
                        type="submit"
                        class="button"
                        name="_do"
                        value={`first:${phrase}`}
                        aria-label={`排到第一：${phrase}`}
                      >
                        排到第一
                      </button>
                    ) : null}
                    <button
                      type="submit"
                      class="button"
                      name="_do"
                      value={`remove:${phrase}`}
                      aria-label={`去掉${phrase}`}
                    >
                      去掉
                    </button>
                  </li>
                ))}
              </ol>
            ) : (
              <p class="quiet">还没有选。在上面搜一搜，点“选上”。</p>
            )}
          </form>
          {printed ? (
            <details>
              <summary>执照上会这样写</summary>
              <p class="printed">{printed}</p>
            </details>
          ) : null}
        </section>
      </div>
      <form id={FORM} method="post" action={action}>
        <FormKeys csrf={frame.csrf} />
        <input type="hidden" name="q" value={query} />
      </form>
    </KioskPage>
  );
}

/** What a search gives; the same on the page and while writing. */
export function ScopeFound(props: { csrf: string; query: string; found: readonly FoundItem[]; fromCheck?: boolean }) {
  const { csrf, query, found, fromCheck } = props;
  if (query === "") return null;
  if (found.length === 0)
    return <p>没有找到“{query}”。换一个说法试试，例如卖什么、修什么；还是找不到，请叫帮办人员。</p>;
  const action = fromCheck ? "/kiosk/apply/scope?back=check" : "/kiosk/apply/scope";
  return (
    <form method="post" action={action} hx-post={action} {...SWAP}>
      <FormKeys csrf={csrf} />
      <input type="hidden" name="q" value={query} />
      <ul class="rows">
        {found.map(({ phrase, kind, hit, told, closed, chosen }) => (
          <li>
            <span class="grow">
              <strong>{phrase}</strong> <Kind kind={kind} />
              {hit ? <span class="quiet">就是“{hit}”</span> : null}
              {told ? <span class="quiet">{told}</span> : null}
            </span>
            {closed ? (
              <span class="state wait">不能选</span>
            ) : chosen ? (
              <span class="state good">已选上</span>
            ) : (
              <button
                type="submit"
                class="button primary"
                name="_do"
                value={`add:${phrase}`}
                aria-label={`选上${phrase}`}
              >
                选上
              </button>
            )}
          </li>
        ))}
      </ul>
    </form>
  );
}

function Kind({ kind }: { kind: FoundItem["kind"] }) {
  if (kind === "一般") return null;
  return (
    <span class={kind === "许可" ? "item-kind permit" : "item-kind first"}>
      {kind === "许可" ? "要许可" : "先要批准"}
    </span>
  );
}
