import type { Light } from "../../src/rules/lights.ts";
import { FormKeys } from "../parts/field.tsx";
import { LightMark } from "../parts/light.tsx";
import { Pager } from "../parts/pager.tsx";
import { DeskPage, type DeskUser, Empty } from "./frame.tsx";

export interface QueueLine {
  id: string;
  number: string;
  name: string;
  operator: string;
  hall: string;
  /** Where it was filed, as short as the queue beside a filing needs it. */
  intake: string;
  shortName: string;
  round: number;
  light?: Light | undefined;
  why: string[];
  /** The deadline in words, or when it was returned or decided. */
  when: string;
  /** Who has it in hand or decided it. */
  holder: string;
  mine: boolean;
  /** Came back to the person who looks. */
  back: boolean;
  /** Of a decided filing, how. */
  outcome?: string | undefined;
}

export interface Tab {
  key: string;
  label: string;
  count: string;
}

export interface QueueData {
  user: DeskUser;
  tabs: Tab[];
  tab: string;
  lines: QueueLine[];
  /** Address of the next page, where there is one. */
  next?: string | undefined;
  later: boolean;
  /** The filing that is in line for this person, and why this one. */
  first?: { id: string; name: string; reason: string; actKey: string } | undefined;
  headings: { when: string; holder: string };
  empty: string;
}

/** A queue of the own authority: what is due first stands first. */
export function Queue(data: QueueData) {
  const { user, tabs, tab, lines, first } = data;
  return (
    <DeskPage title="审查" user={user} place="queue">
      <main id="main" class="list-page">
        <h1>审查</h1>
        {tabs.length > 0 ? <TabList label="审查列表" to="/desk" tabs={tabs} tab={tab} /> : null}
        {first ? (
          <form class="next-line" method="post" action={`/desk/filings/${first.id}/claim`}>
            <FormKeys csrf={user.csrf} actKey={first.actKey} />
            <p>
              下一件：<strong>{first.name}</strong>
              <span class="quiet">（{first.reason}）</span>
            </p>
            <button type="submit" class="button primary" accesskey="n">
              领取并审查 <kbd>Alt N</kbd>
            </button>
          </form>
        ) : null}
        {lines.length === 0 ? <Empty>{data.empty}</Empty> : <QueueTable {...data} />}
        <Pager first={data.later ? `/desk?tab=${tab}` : undefined} next={data.next} />
      </main>
    </DeskPage>
  );
}

export function TabList({ label, to, tabs, tab }: { label: string; to: string; tabs: Tab[]; tab: string }) {
  return (
    <nav class="tabs" aria-label={label}>
      <ul>
        {tabs.map(({ key, label, count }) => (
          <li>
            <a href={`${to}?tab=${key}`} aria-current={key === tab ? "page" : undefined}>
              {label} {count ? <span class="count">{count}</span> : null}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function QueueTable({ lines, headings }: QueueData) {
  return (
    <table class="rows">
      <thead>
        <tr>
          <th scope="col" class="lamp">
            灯
          </th>
          <th scope="col" class="when">
            {headings.when}
          </th>
          <th scope="col">名称</th>
          <th scope="col" class="person">
            经营者
          </th>
          <th scope="col" class="hall">
            申报大厅
          </th>
          <th scope="col" class="round">
            轮次
          </th>
          <th scope="col" class="holder">
            {headings.holder}
          </th>
          <th scope="col" class="no">
            申请编号
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr class={line.mine ? "mine" : undefined}>
            <td>
              <LightWhy light={line.light} why={line.why} />
              {line.outcome ? <span class="tag">{line.outcome}</span> : null}
            </td>
            <td>{line.when}</td>
            <td class="name">
              <a href={`/desk/filings/${line.id}`}>{line.name}</a>
            </td>
            <td>{line.operator}</td>
            <td class="hall-name">{line.hall}</td>
            <td>
              {line.round > 1 ? <span class={line.back ? "tag back" : "tag"}>第 {line.round} 次</span> : "第 1 次"}
            </td>
            <td>{line.holder}</td>
            <td class="number quiet">{line.number}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A light that opens its arithmetic. */
export function LightWhy({ light, why }: { light: Light | undefined; why: string[] }) {
  if (!light) return null;
  return (
    <details class="why" name="why">
      <summary>
        <LightMark light={light} />
      </summary>
      <div class="why-body">
        {why.map((sentence) => (
          <p>{sentence}</p>
        ))}
      </div>
    </details>
  );
}
