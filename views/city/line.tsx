import type { Light } from "../../src/rules/lights.ts";
import { LightMark } from "../parts/light.tsx";

export interface CityLine {
  id: string;
  number: string;
  name: string;
  operator: string;
  hall: string;
  authority: string;
  /** Filed outside the district of its authority. */
  cross: boolean;
  status: string;
  light?: Light | undefined;
  why: string[];
  when: string;
  round: number;
  officer: string;
}

/** Where a filing came from and who decides it; a way across districts is marked by an arrow and a word. */
export function Way({ line }: { line: Pick<CityLine, "hall" | "authority" | "cross"> }) {
  return (
    <>
      {line.hall}
      <span class="arrow"> → </span>
      {line.authority}
      {line.cross ? <span class="tag across">跨区</span> : null}
    </>
  );
}

/** The city's filings as rows. */
export function CityTable({ lines }: { lines: readonly CityLine[] }) {
  return (
    <table class="rows">
      <thead>
        <tr>
          <th scope="col" class="lamp">
            灯
          </th>
          <th scope="col" class="when">
            期限或时间
          </th>
          <th scope="col">名称</th>
          <th scope="col" class="person">
            经营者
          </th>
          <th scope="col" class="way">
            申报大厅 → 登记机关
          </th>
          <th scope="col" class="state">
            状态
          </th>
          <th scope="col" class="person">
            审查人
          </th>
          <th scope="col" class="no">
            申请编号
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr>
            <td>{line.light ? <LightMark light={line.light} /> : null}</td>
            <td>{line.when}</td>
            <td class="name">
              <a href={`/city/filings/${line.id}`}>{line.name}</a>
            </td>
            <td>{line.operator}</td>
            <td>
              <Way line={line} />
            </td>
            <td>
              {line.status}
              {line.round > 1 ? <span class="quiet">（第 {line.round} 次）</span> : null}
            </td>
            <td>{line.officer}</td>
            <td class="number quiet">{line.number}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
