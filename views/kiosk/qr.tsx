export interface QrProps {
  code: { size: number; path: string };
  label: string;
}

export function Qr({ code, label }: QrProps) {
  return (
    <svg
      class="qr"
      viewBox={`0 0 ${code.size} ${code.size}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <path d={code.path} fill="#000" />
    </svg>
  );
}
