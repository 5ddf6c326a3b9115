import { brief, format } from "./number.ts";

/** Numbers in rows and columns, tinted by sign and size: blue above 0, orange below. */
export function Matrix({
  label,
  rows,
  rowNames,
  columnNames,
}: {
  readonly label: string;
  readonly rows: readonly (readonly number[])[];
  readonly rowNames?: readonly string[];
  readonly columnNames?: readonly string[];
}) {
  const most = Math.max(1e-12, ...rows.flat().map(Math.abs).filter(Number.isFinite));
  const tint = (x: number): string => {
    const share = Number.isFinite(x) ? Math.round(55 * Math.min(1, Math.abs(x) / most)) : 0;
    return `color-mix(in srgb, var(${x < 0 ? "--negative" : "--positive"}) ${share}%, transparent)`;
  };
  const columns = Math.max(1, rows[0]?.length ?? 1) + (rowNames ? 0.5 : 0);
  const wide = columns > 4.5;
  return (
    <table class="matrix" style={{ "--columns": columns }} data-wide={wide}>
      <caption class="hidden">{label}</caption>
      {columnNames && (
        <thead>
          <tr>
            {rowNames && <td class="corner" />}
            {columnNames.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
      )}
      <tbody>
        {rows.map((row, r) => (
          <tr key={r}>
            {rowNames && <th scope="row">{rowNames[r]}</th>}
            {row.map((x, c) => (
              <td key={c} style={{ background: tint(x) }}>
                {Number.isNaN(x) ? "\u00a0" : wide ? brief(x) : format(x, 3)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
