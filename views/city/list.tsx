import { type Option, SelectField } from "../parts/field.tsx";
import { Pager } from "../parts/pager.tsx";
import { CityPage, type CityUser } from "./frame.tsx";
import { type CityLine, CityTable } from "./line.tsx";

export interface CityListView {
  title: string;
  filter: { list: string; authority: string; hall: string; month: string; decided: string; cross: boolean };
  lists: Option[];
  authorities: Option[];
  halls: Option[];
  months: Option[];
  lines: CityLine[];
  next?: string | undefined;
  first?: string | undefined;
}

/** The city's list with its filters; the address holds them, so that a list can be passed on. */
export function CityListPage({ user, view }: { user: CityUser; view: CityListView }) {
  const { filter } = view;
  return (
    <CityPage title={view.title} user={user} place="filings">
      <h1>{view.title}</h1>
      <form method="get" action="/city/filings" class="filters no-print">
        <SelectField name="list" label="范围" options={view.lists} value={filter.list} />
        <SelectField
          name="authority"
          label="登记机关"
          options={view.authorities}
          value={filter.authority}
          empty="全部"
        />
        <SelectField name="hall" label="申报大厅" options={view.halls} value={filter.hall} empty="全部" />
        <SelectField name="month" label="提交月份" options={view.months} value={filter.month} empty="全部" />
        {filter.decided ? <input type="hidden" name="decided" value={filter.decided} /> : null}
        <label class="tick">
          <input type="checkbox" name="cross" value="1" checked={filter.cross} /> 只看跨区申报
        </label>
        <button type="submit" class="button primary">
          查看
        </button>
      </form>
      {view.lines.length === 0 ? <p class="empty">没有符合条件的申请。</p> : <CityTable lines={view.lines} />}
      <Pager first={view.first} next={view.next} />
    </CityPage>
  );
}
