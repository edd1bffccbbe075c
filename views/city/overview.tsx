import type { Light } from "../../src/rules/lights.ts";
import { LightMark } from "../parts/light.tsx";
import { CityPage, type CityUser } from "./frame.tsx";
import { type CityLine, Way } from "./line.tsx";

interface Cell {
  n: number;
  href: string;
}

export interface OverviewView {
  at: string;
  numbers: { label: string; value: string; href: string; help?: string; light?: Light }[];
  period: { label: string; chosen: string };
  periods: { value: string; label: string }[];
  columns: { id: string; name: string; total: Cell }[];
  flows: { hall: string; cells: (Cell & { cross: boolean })[]; total: Cell }[];
  total: Cell;
  standings: { authority: string; cells: (Cell & { light?: Light | undefined })[] }[];
  red: CityLine[];
  yellow: CityLine[];
  next: CityLine[];
}

/** A wall shows no more than fits on it. */
const ON_WALL = 3;

/** Numbers first, then the flow, then the lists; each number leads to what it counts. */
export function Overview({ user, view, wall }: { user: CityUser; view: OverviewView; wall: boolean }) {
  return (
    <CityPage title="全市" user={user} place="overview" wall={wall}>
      <div class="headline">
        <h1>个体工商户设立登记 · 全市</h1>
        <p class="quiet">
          {view.at}
          {wall ? null : (
            <a class="no-print" href="/city?wall=1">
              大屏
            </a>
          )}
        </p>
      </div>
      <ul class="numbers">
        {view.numbers.map((number) => (
          <li>
            <a href={number.href} class={number.light && number.value !== "0" ? `lit ${number.light}` : undefined}>
              <span class="label">{number.light ? <LightMark light={number.light} /> : number.label}</span>
              <strong>{number.value}</strong>
              {number.help ? <span class="help">{number.help}</span> : null}
            </a>
          </li>
        ))}
      </ul>
      <div class="pair">
        <div>
          <Matrix view={view} wall={wall} />
          <Short
            title="黄灯"
            light="yellow"
            lines={wall ? view.yellow.slice(0, ON_WALL) : view.yellow}
            empty="没有快到期的申请。"
          />
        </div>
        <div>
          <Standings view={view} />
          <Short
            title="红灯"
            light="red"
            lines={wall ? view.red.slice(0, ON_WALL) : view.red}
            empty="没有超过法定期限的申请。"
          />
          <Short
            title="接下来到期"
            light="green"
            lines={wall ? view.next.slice(0, ON_WALL) : view.next}
            empty="没有其他在办的申请。"
          />
        </div>
      </div>
      <p class="small quiet">
        红灯：法定期限已过。黄灯：内部目标已过，或离法定期限不超过 1 个工作日。灯的界限是本市设置。
      </p>
    </CityPage>
  );
}

function Matrix({ view, wall }: { view: OverviewView; wall: boolean }) {
  return (
    <section aria-labelledby="flow">
      <div class="headline">
        <h2 id="flow">从哪个大厅申报，由哪个区局登记（{view.period.label}提交）</h2>
        {wall ? null : (
          <nav class="periods no-print" aria-label="月份">
            {view.periods
              .slice(0, 3)
              .concat(view.periods.length > 3 ? view.periods.slice(-1) : [])
              .map(({ value, label }) => (
                <a href={`/city?month=${value}`} aria-current={value === view.period.chosen ? "page" : undefined}>
                  {label}
                </a>
              ))}
          </nav>
        )}
      </div>
      <table class="matrix">
        <thead>
          <tr>
            <th scope="col">申报大厅</th>
            {view.columns.map(({ name }) => (
              <th scope="col" class="n">
                {name}
              </th>
            ))}
            <th scope="col" class="n">
              合计
            </th>
          </tr>
        </thead>
        <tbody>
          {view.flows.map(({ hall, cells, total }) => (
            <tr>
              <th scope="row">{hall}</th>
              {cells.map((cell) => (
                <td class={cell.cross ? "n cross" : "n home"}>
                  <Count cell={cell} />
                  {cell.cross ? <Across /> : null}
                </td>
              ))}
              <td class="n sum">
                <Count cell={total} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">合计</th>
            {view.columns.map(({ total }) => (
              <td class="n sum">
                <Count cell={total} />
              </td>
            ))}
            <td class="n sum">
              <Count cell={view.total} />
            </td>
          </tr>
        </tfoot>
      </table>
      <p class="small quiet">
        <span class="sample cross">
          <Across />
        </span>
        申报大厅和登记机关不在同一个区。
      </p>
    </section>
  );
}

function Count({ cell }: { cell: Cell }) {
  return <a href={cell.href}>{cell.n === 0 ? <span class="quiet">0</span> : cell.n}</a>;
}

/** A way across districts, by shape and word; colour only repeats it. */
function Across() {
  return (
    <span class="mark">
      <span aria-hidden="true">↗</span>跨区
    </span>
  );
}

function Standings({ view }: { view: OverviewView }) {
  return (
    <section aria-labelledby="standings">
      <h2 id="standings">各区局现在手里的</h2>
      <table class="matrix">
        <thead>
          <tr>
            <th scope="col">登记机关</th>
            <th scope="col" class="n">
              在办
            </th>
            <th scope="col" class="n">
              今天到期
            </th>
            <th scope="col" class="n">
              黄灯
            </th>
            <th scope="col" class="n">
              红灯
            </th>
            <th scope="col" class="n">
              待补正
            </th>
          </tr>
        </thead>
        <tbody>
          {view.standings.map(({ authority, cells }) => (
            <tr>
              <th scope="row">{authority}</th>
              {cells.map((cell) => (
                <td class={cell.light && cell.n > 0 ? `n lit ${cell.light}` : "n"}>
                  <Count cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Short({ title, light, lines, empty }: { title: string; light: Light; lines: CityLine[]; empty: string }) {
  return (
    <section aria-label={title}>
      <div class="headline">
        <h2>
          <LightMark light={light} /> {light === "green" ? title : null}
        </h2>
        {lines.length > 0 ? (
          <a class="no-print" href={`/city/filings?list=${light}`}>
            看全部
          </a>
        ) : null}
      </div>
      {lines.length === 0 ? <p class="quiet">{empty}</p> : null}
      <ul class="short">
        {lines.map((line) => (
          <li>
            <a href={`/city/filings/${line.id}`}>{line.name}</a>
            <span class="when">{line.when}</span>
            <span class="quiet">
              <Way line={line} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
