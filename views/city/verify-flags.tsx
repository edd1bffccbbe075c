import { SelectField } from "../parts/field.tsx";
import { Pager } from "../parts/pager.tsx";
import { CityPage, type CityUser } from "./frame.tsx";

export interface VerifyFlagsView {
  kind: string;
  kinds: readonly { value: string; label: string; help: string }[];
  lines: readonly {
    id: string;
    filingId: string;
    name: string;
    uscc: string;
    authority: string;
    version: string;
    state: string;
    kind: string;
    from: string;
    to: string;
    count: number;
  }[];
  next: string | undefined;
  first: string | undefined;
}

/** What the public check of licences noticed. */
export function VerifyFlagsPage({ user, view }: { user: CityUser; view: VerifyFlagsView }) {
  return (
    <CityPage title="查验提示" user={user} place="verify-flags">
      <div class="headline">
        <h1>查验提示</h1>
        <p class="quiet">每张执照、每种情况一天一行。不记录查验人的地址。标准是本地规则。</p>
      </div>
      <form method="get" action="/city/verify-flags" class="filters no-print">
        <SelectField name="kind" label="情况" options={view.kinds} value={view.kind} empty="全部" />
        <button type="submit" class="button primary">
          查看
        </button>
      </form>
      {view.lines.length === 0 ? (
        <p class="empty">没有要注意的查验。</p>
      ) : (
        <table class="rows">
          <thead>
            <tr>
              <th scope="col" class="when">
                最近一次
              </th>
              <th scope="col" class="flag">
                情况
              </th>
              <th scope="col" class="times">
                次数
              </th>
              <th scope="col">名称</th>
              <th scope="col" class="code">
                统一社会信用代码
              </th>
              <th scope="col" class="state">
                登记机关
              </th>
              <th scope="col" class="kind">
                执照现在
              </th>
            </tr>
          </thead>
          <tbody>
            {view.lines.map((line) => (
              <tr>
                <td>
                  {line.to}
                  {line.from === line.to ? null : <span class="quiet"> （第一次 {line.from}）</span>}
                </td>
                <td>{line.kind}</td>
                <td class="times">{line.count}</td>
                <td class="name">
                  <a href={`/city/filings/${line.filingId}`}>{line.name}</a>
                </td>
                <td class="quiet">{line.uscc}</td>
                <td>{line.authority}</td>
                <td>
                  {line.version}，{line.state}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <dl class="facts">
        {view.kinds.map(({ label, help }) => (
          <>
            <dt>{label}</dt>
            <dd>{help}</dd>
          </>
        ))}
      </dl>
      <Pager first={view.first} next={view.next} />
    </CityPage>
  );
}
