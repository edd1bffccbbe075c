import { type Search, SearchForm } from "../admin/page.tsx";
import { AdminTable, type TableView } from "../admin/table.tsx";
import { CityPage, type CityUser } from "../city/frame.tsx";
import { DeskPage, type DeskUser, Empty, Told } from "../desk/frame.tsx";
import { type Tab, TabList } from "../desk/queue.tsx";
import { ErrorSummary, type FieldProblem, FormKeys } from "../parts/field.tsx";
import { Pager } from "../parts/pager.tsx";

export interface SupervisionLine {
  id: string;
  name: string;
  uscc: string;
  operator: string;
  premises: string;
  street: string;
  authority: string;
  handed: string;
  /** Who took it on, and when; "" while nobody has. */
  taken: string;
  cancelled: boolean;
}

export interface SupervisionView {
  tabs: Tab[];
  tab: string;
  search: Search;
  lines: readonly SupervisionLine[];
  empty: string;
  told?: string | undefined;
  problems?: readonly FieldProblem[] | undefined;
  csv: string;
  next?: string | undefined;
  first?: string | undefined;
  key: string;
  /** What the list's own address is, to come back to. */
  here: string;
}

const LEAD =
  "按“全城通办”登记的个体工商户，后续监管由属地市场监督管理部门负责（方案四（四））。登记当时就移交到这里，由本局人员签收。";

/** What was registered and handed to local supervision, to be taken on by name. */
export function SupervisionPage({ user, view }: { user: DeskUser; view: SupervisionView }) {
  return (
    <DeskPage title="属地监管" user={user} place="supervision">
      <main id="main" class="list-page">
        <h1>属地监管</h1>
        {view.told ? <Told>{view.told}</Told> : null}
        <p class="quiet">{LEAD}</p>
        <TabList label="属地监管" to="/desk/supervision" tabs={view.tabs} tab={view.tab} />
        <Bar view={view} />
        {view.tab === "waiting" && view.lines.length > 0 ? <TakeForm user={user} view={view} /> : <Taken view={view} />}
        <Pager first={view.first} next={view.next} />
      </main>
    </DeskPage>
  );
}

function Bar({ view }: { view: SupervisionView }) {
  return (
    <div class="list-bar">
      <SearchForm search={view.search} />
      <a class="button" href={view.csv}>
        导出名单（CSV）
      </a>
    </div>
  );
}

function TakeForm({ user, view }: { user: DeskUser; view: SupervisionView }) {
  return (
    <form method="post" action="/desk/supervision/taken">
      <FormKeys csrf={user.csrf} actKey={view.key} />
      <input type="hidden" name="here" value={view.here} />
      <ErrorSummary problems={view.problems} />
      <table class="rows supervision">
        <thead>
          <tr>
            <th scope="col" class="pick">
              选
            </th>
            <th scope="col">名称</th>
            <th scope="col" class="code">
              统一社会信用代码
            </th>
            <th scope="col" class="person">
              经营者
            </th>
            <th scope="col">经营场所</th>
            <th scope="col" class="moment">
              移交时间
            </th>
          </tr>
        </thead>
        <tbody>
          {view.lines.map((line, at) => (
            <tr>
              <td class="pick">
                <input
                  type="checkbox"
                  id={at === 0 ? "filing" : `filing-${at}`}
                  name="filing"
                  value={line.id}
                  aria-label={`选择 ${line.name}`}
                />
              </td>
              <td class="name">
                <a href={`/desk/filings/${line.id}`}>{line.name}</a>
                {line.cancelled ? <span class="tag bad">执照已失效</span> : null}
              </td>
              <td class="number">{line.uscc}</td>
              <td>{line.operator}</td>
              <td>
                {line.premises}
                <span class="second">{line.street}</span>
              </td>
              <td>{line.handed}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="list-act">
        <button type="submit" class="button primary">
          签收选中的，由我（{user.name}）接收监管
        </button>
      </p>
    </form>
  );
}

function Taken({ view }: { view: SupervisionView }) {
  return (
    <>
      <ErrorSummary problems={view.problems} />
      <AdminTable table={tableOf(view, "/desk/filings/", false)} />
    </>
  );
}

function tableOf(view: SupervisionView, at: string, withAuthority: boolean): TableView {
  return {
    columns: [
      { label: "名称" },
      { label: "统一社会信用代码", width: 16 },
      ...(withAuthority ? [{ label: "登记机关", width: 6 }] : []),
      { label: "经营场所" },
      { label: "移交时间", width: 12 },
      { label: "签收", width: 12 },
    ],
    rows: view.lines.map((line) => [
      {
        text: line.name,
        href: `${at}${line.id}`,
        quiet: line.operator,
        ...(line.cancelled ? { tag: { text: "执照已失效", tone: "bad" as const } } : {}),
      },
      { text: line.uscc },
      ...(withAuthority ? [{ text: line.authority }] : []),
      { text: line.premises, quiet: line.street },
      { text: line.handed },
      { text: line.taken || "还没有" },
    ]),
    empty: view.empty,
  };
}

/** The same for the city office, over all districts: to be read. */
export function CitySupervisionPage(props: {
  user: CityUser;
  view: SupervisionView;
  waiting: readonly { authority: string; total: number; streets: string }[];
}) {
  const { user, view, waiting } = props;
  return (
    <CityPage title="属地监管" user={user} place="supervision">
      <h1>属地监管</h1>
      <p class="quiet">{LEAD}</p>
      <AdminTable
        table={{
          columns: [{ label: "登记机关" }, { label: "没有签收", width: 8, number: true }, { label: "在哪些街道、镇" }],
          rows: waiting.map(({ authority, total, streets }) => [
            { text: authority },
            { text: String(total) },
            { text: streets || "—" },
          ]),
          empty: "还没有登记机关。",
        }}
      />
      <h2 class="register-head">名单</h2>
      <Bar view={view} />
      {view.lines.length === 0 ? (
        <Empty>{view.empty}</Empty>
      ) : (
        <AdminTable table={tableOf(view, "/city/filings/", true)} />
      )}
      <Pager first={view.first} next={view.next} />
    </CityPage>
  );
}
