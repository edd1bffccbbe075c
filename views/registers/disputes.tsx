import type { Child } from "hono/jsx";
import { AdminForm, type FormView } from "../admin/form.tsx";
import { type Search, SearchForm } from "../admin/page.tsx";
import { AdminTable, type TableView } from "../admin/table.tsx";
import { CityPage, type CityUser } from "../city/frame.tsx";
import { DeskPage, type DeskUser, Told } from "../desk/frame.tsx";
import { Pager } from "../parts/pager.tsx";

export interface DisputesView {
  search: Search;
  table: TableView;
  next?: string | undefined;
  first?: string | undefined;
}

export interface DisputeView {
  title: string;
  facts: readonly { label: string; value: string }[];
  filing?: { label: string; to: string } | undefined;
  form?: FormView | undefined;
  told?: string | undefined;
}

const LEAD = "按“全城通办”登记引起的行政复议和行政诉讼，应诉机关是主管登记机关（方案四（四）），不是申报的大厅。";

type Seen = { desk: DeskUser; city?: undefined } | { city: CityUser; desk?: undefined };

/** The page of a register in the room of whoever looks. */
function Room({ seen, title, children }: { seen: Seen; title: string; children?: Child }) {
  if (seen.city)
    return (
      <CityPage title={title} user={seen.city} place="disputes">
        {children}
      </CityPage>
    );
  return (
    <DeskPage title={title} user={seen.desk} place="disputes">
      <main id="main" class="list-page">
        {children}
      </main>
    </DeskPage>
  );
}

export function DisputesPage({ seen, view }: { seen: Seen; view: DisputesView }) {
  return (
    <Room seen={seen} title="复议诉讼">
      <h1>行政复议和行政诉讼</h1>
      <p class="quiet">{LEAD}</p>
      <div class="list-bar">
        <SearchForm search={view.search} />
        {seen.desk ? (
          <a class="button primary" href="/desk/disputes/new">
            登记一件
          </a>
        ) : null}
      </div>
      <AdminTable table={view.table} />
      <Pager first={view.first} next={view.next} />
    </Room>
  );
}

export function DisputePage({ seen, view }: { seen: Seen; view: DisputeView }) {
  return (
    <Room seen={seen} title={view.title}>
      <h1>{view.title}</h1>
      {view.told ? <Told>{view.told}</Told> : null}
      <div class={view.facts.length > 0 ? "admin-pair" : undefined}>
        {view.facts.length > 0 ? (
          <dl class="facts">
            {view.filing ? (
              <>
                <dt>申请</dt>
                <dd>
                  <a href={view.filing.to}>{view.filing.label}</a>
                </dd>
              </>
            ) : null}
            {view.facts.map(({ label, value }) => (
              <>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </>
            ))}
          </dl>
        ) : null}
        {view.form && seen.desk ? <AdminForm form={view.form} csrf={seen.desk.csrf} /> : null}
      </div>
    </Room>
  );
}
