import { type DeskUser, Told } from "../desk/frame.tsx";
import type { Tab } from "../desk/queue.tsx";
import { type Option, SelectField, TextField } from "../parts/field.tsx";
import { Pager } from "../parts/pager.tsx";
import { AdminForm, type FormView } from "./form.tsx";
import { AdminFrame, type AdminPlace } from "./frame.tsx";
import { AdminTable, type TableView } from "./table.tsx";

export type Block =
  | { kind: "heading"; text: string; quiet?: string }
  | { kind: "text"; sentences: readonly string[]; tone?: "plain" | "warn" | "bad" | "quiet" }
  | { kind: "facts"; facts: readonly { label: string; value: string }[] }
  | { kind: "secret"; label: string; value: string; after: string }
  | { kind: "numbers"; numbers: readonly { label: string; value: string; to: string; tone?: "bad" | "warn" }[] }
  | { kind: "table"; table: TableView }
  | { kind: "form"; form: FormView }
  | { kind: "links"; links: readonly { label: string; to: string; primary?: boolean }[] };

/** Filters that stay in the address, so that a list can be passed on. */
export interface Search {
  to: string;
  text?: { label: string; value: string } | undefined;
  /** What the address holds besides. */
  kept?: readonly { name: string; value: string }[];
  selects: readonly { name: string; label: string; value: string; empty?: string; options: readonly Option[] }[];
}

export interface AdminView {
  title: string;
  place: AdminPlace;
  /** What an act just did. */
  told?: string | undefined;
  lead?: string | undefined;
  tabs?: { label: string; to: string; parameter: string; tabs: readonly Tab[]; tab: string } | undefined;
  search?: Search | undefined;
  /** One after another, or forms beside each other. */
  blocks: readonly Block[];
  beside?: readonly Block[] | undefined;
  next?: string | undefined;
  first?: string | undefined;
}

/** Any page of administration, from data. */
export function AdminPage({ user, view }: { user: DeskUser; view: AdminView }) {
  return (
    <AdminFrame title={view.title} user={user} place={view.place}>
      <h1>{view.title}</h1>
      {view.told ? <Told>{view.told}</Told> : null}
      {view.lead ? <p class="lead">{view.lead}</p> : null}
      {view.tabs ? <AdminTabs tabs={view.tabs} /> : null}
      {view.search ? <SearchForm search={view.search} /> : null}
      <div class={view.beside && view.beside.length > 0 ? "admin-pair" : undefined}>
        <div>
          {view.blocks.map((block) => (
            <BlockView block={block} csrf={user.csrf} />
          ))}
          <Pager first={view.first} next={view.next} />
        </div>
        {view.beside && view.beside.length > 0 ? (
          <div>
            {view.beside.map((block) => (
              <BlockView block={block} csrf={user.csrf} />
            ))}
          </div>
        ) : null}
      </div>
    </AdminFrame>
  );
}

function AdminTabs({ tabs: { label, to, parameter, tabs, tab } }: { tabs: NonNullable<AdminView["tabs"]> }) {
  return (
    <nav class="tabs" aria-label={label}>
      <ul>
        {tabs.map((each) => (
          <li>
            <a href={`${to}?${parameter}=${each.key}`} aria-current={each.key === tab ? "page" : undefined}>
              {each.label} {each.count ? <span class="count">{each.count}</span> : null}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

export function SearchForm({ search }: { search: Search }) {
  return (
    <form method="get" action={search.to} class="admin-search no-print">
      {search.text ? (
        <TextField name="q" type="search" label={search.text.label} value={search.text.value} maxlength={40} />
      ) : null}
      {search.kept?.map(({ name, value }) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {search.selects.map((select) => (
        <SelectField {...select} />
      ))}
      <button type="submit" class="button">
        查看
      </button>
    </form>
  );
}

function BlockView({ block, csrf }: { block: Block; csrf: string }) {
  switch (block.kind) {
    case "heading":
      return (
        <h2>
          {block.text} {block.quiet ? <span class="quiet normal">{block.quiet}</span> : null}
        </h2>
      );
    case "text":
      return (
        <div class={block.tone === "warn" || block.tone === "bad" ? `notice ${block.tone}` : block.tone}>
          {block.sentences.map((sentence) => (
            <p>{sentence}</p>
          ))}
        </div>
      );
    case "facts":
      return (
        <dl class="facts">
          {block.facts.map(({ label, value }) => (
            <>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </>
          ))}
        </dl>
      );
    case "secret":
      return (
        <div class="secret">
          <p class="quiet">{block.label}</p>
          <p class="secret-value">{block.value}</p>
          <p>{block.after}</p>
        </div>
      );
    case "numbers":
      return (
        <ul class="admin-numbers">
          {block.numbers.map(({ label, value, to, tone }) => (
            <li>
              <a href={to} class={tone}>
                <span>{label}</span>
                <strong>{value}</strong>
              </a>
            </li>
          ))}
        </ul>
      );
    case "table":
      return <AdminTable table={block.table} />;
    case "form":
      return <AdminForm form={block.form} csrf={csrf} />;
    case "links":
      return (
        <p class="buttons">
          {block.links.map(({ label, to, primary }) => (
            <a class={primary ? "button primary" : "button"} href={to}>
              {label}
            </a>
          ))}
        </p>
      );
  }
}
