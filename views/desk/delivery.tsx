import { Pager } from "../parts/pager.tsx";
import { DeskPage, type DeskUser, Empty } from "./frame.tsx";
import { type Tab, TabList } from "./queue.tsx";

export interface DeliveryLine {
  id: string;
  name: string;
  operator: string;
  uscc: string;
  authority: string;
  pickup: string;
  when: string;
  state: string;
}

export interface DeliveryData {
  user: DeskUser;
  tabs: Tab[];
  tab: string;
  heading: string;
  lines: DeliveryLine[];
  next?: string | undefined;
  later: boolean;
  empty: string;
}

/** Licences on their way to their holders. */
export function Delivery({ user, tabs, tab, heading, lines, next, later, empty }: DeliveryData) {
  const pickup = tab === "pickup" || tab === "collected";
  return (
    <DeskPage title="领照" user={user} place="delivery">
      <main id="main" class="list-page">
        <h1>领照</h1>
        <TabList label="领照列表" to="/desk/delivery" tabs={tabs} tab={tab} />
        {lines.length === 0 ? (
          <Empty>{empty}</Empty>
        ) : (
          <table class="rows">
            <thead>
              <tr>
                <th scope="col" class="moment">
                  {heading}
                </th>
                <th scope="col">名称</th>
                <th scope="col" class="person">
                  经营者
                </th>
                <th scope="col" class="code">
                  统一社会信用代码
                </th>
                <th scope="col" class="bureau">
                  {pickup ? "领取大厅" : "登记机关"}
                </th>
                <th scope="col" class="state">
                  办到哪一步
                </th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <tr>
                  <td>{line.when}</td>
                  <td class="name">
                    <a href={`/desk/delivery/${line.id}`}>{line.name}</a>
                  </td>
                  <td>{line.operator}</td>
                  <td class="number">{line.uscc}</td>
                  <td>{pickup ? line.pickup : line.authority}</td>
                  <td>{line.state}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <Pager first={later ? `/desk/delivery?tab=${tab}` : undefined} next={next} />
      </main>
    </DeskPage>
  );
}
