import type { Light } from "../../src/rules/lights.ts";
import { ErrorSummary, type FieldProblem, FormKeys } from "../parts/field.tsx";
import { Pager } from "../parts/pager.tsx";
import { DeskPage, type DeskUser, Empty } from "./frame.tsx";
import { LightWhy, type Tab, TabList } from "./queue.tsx";

export interface HallLine {
  id: string;
  number: string;
  name: string;
  operator: string;
  status: string;
  light?: Light | undefined;
  why: string[];
  when: string;
  authority: string;
  changed: string;
}

export interface NoteView {
  id: string;
  body: string;
  when: string;
  href: string;
  seen: boolean;
}

export interface Found {
  number: string;
  status: string;
  turn: string;
  operator: string;
  hall: string;
  authority: string;
  due: string;
}

export interface HallData {
  user: DeskUser;
  tabs: Tab[];
  tab: string;
  lines: HallLine[];
  next?: string | undefined;
  later: boolean;
  empty: string;
  notes: NoteView[];
  unread: number;
  keys: { open: string };
  code: string;
  found?: Found | undefined;
  problems?: readonly FieldProblem[] | undefined;
}

/** The guide's page: what came in for the hall, whom to help next, and what was filed here. */
export function Hall(data: HallData) {
  const { user, tabs, tab, lines } = data;
  return (
    <DeskPage title="大厅" user={user} place="hall">
      <main id="main" class="hall-page">
        <div class="hall-main">
          <h1>本大厅申报的申请</h1>
          <TabList label="本大厅的申请" to="/desk/hall" tabs={tabs} tab={tab} />
          {lines.length === 0 ? <Empty>{data.empty}</Empty> : <HallTable lines={lines} />}
          <Pager first={data.later ? `/desk/hall?tab=${tab}` : undefined} next={data.next} />
        </div>
        <aside class="hall-side" aria-label="帮办">
          <CodeForms data={data} />
          <Notes data={data} />
        </aside>
      </main>
    </DeskPage>
  );
}

function HallTable({ lines }: { lines: HallLine[] }) {
  return (
    <table class="rows">
      <thead>
        <tr>
          <th scope="col" class="lamp">
            灯
          </th>
          <th scope="col" class="when">
            期限
          </th>
          <th scope="col">名称</th>
          <th scope="col" class="person">
            经营者
          </th>
          <th scope="col" class="bureau">
            登记机关
          </th>
          <th scope="col" class="moment">
            最近变化
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr>
            <td>
              {line.light ? <LightWhy light={line.light} why={line.why} /> : <span class="tag">{line.status}</span>}
            </td>
            <td>{line.when}</td>
            <td class="name">
              <a href={`/desk/filings/${line.id}`}>{line.name}</a>
            </td>
            <td>{line.operator}</td>
            <td>{line.authority}</td>
            <td>{line.changed}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function CodeForms({ data }: { data: HallData }) {
  const { user, found, problems } = data;
  return (
    <section>
      <h2>按取件码</h2>
      <ErrorSummary problems={problems} />
      <form method="post" action="/desk/hall/lookup">
        <FormKeys csrf={user.csrf} actKey={data.keys.open} />
        <label class="field" for="code">
          取件码
        </label>
        <input
          type="text"
          id="code"
          name="code"
          value={data.code}
          maxlength={12}
          autocomplete="off"
          autocapitalize="characters"
          aria-describedby="code-hint"
          aria-invalid={problems?.some((problem) => problem.field === "code") ? "true" : undefined}
        />
        <p class="hint" id="code-hint">
          8 位，在申请人的回执和短信里。任何大厅的申请都可以查。
        </p>
        <button type="submit" class="button">
          查办到哪一步
        </button>
        <label class="consent">
          <input type="checkbox" id="consent" name="consent" value="yes" />
          申请人在我面前，同意我打开这份申请
        </label>
        <button type="submit" class="button primary" formaction="/desk/hall/openings">
          打开申请
        </button>
      </form>
      {found ? (
        <dl class="facts small found-status">
          <dt>申请编号</dt>
          <dd class="number">{found.number}</dd>
          <dt>办到哪一步</dt>
          <dd>{found.status}</dd>
          <dt>告诉申请人</dt>
          <dd>{found.turn}</dd>
          <dt>经营者</dt>
          <dd>{found.operator}</dd>
          <dt>申报大厅</dt>
          <dd>{found.hall}</dd>
          {found.authority ? (
            <>
              <dt>登记机关</dt>
              <dd>{found.authority}</dd>
            </>
          ) : null}
          {found.due ? (
            <>
              <dt>期限</dt>
              <dd>{found.due}</dd>
            </>
          ) : null}
        </dl>
      ) : null}
    </section>
  );
}

function Notes({ data }: { data: HallData }) {
  const { notes, unread, user } = data;
  return (
    <section>
      <h2>反馈给大厅的消息 {unread > 0 ? <span class="count">{unread} 条未读</span> : null}</h2>
      {notes.length === 0 ? <p class="quiet">还没有消息。</p> : null}
      <ul class="notes">
        {notes.map((note) => (
          <li class={note.seen ? undefined : "unread"}>
            <a href={note.href}>{note.body}</a>
            <p class="quiet">{note.when}</p>
            {note.seen ? null : (
              <form method="post" action={`/desk/hall/notes/${note.id}/seen`}>
                <FormKeys csrf={user.csrf} />
                <button type="submit" class="button plain small-button" aria-label={`知道了：${note.body}`}>
                  知道了
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
