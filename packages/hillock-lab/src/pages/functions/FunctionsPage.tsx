import "./functions.css";
import { CardPanel } from "./CardPanel.tsx";
import { Chips } from "./Chips.tsx";
import { CurvePlots } from "./Curves.tsx";
import { FormulaField } from "./FormulaField.tsx";
import { Picker } from "./Picker.tsx";
import { SpeedPanel } from "./SpeedPanel.tsx";

export default function FunctionsPage() {
  return (
    <>
      <h1>
        What a function makes of <i>z</i>, and of a gradient
      </h1>
      <div class="toolbar">
        <Picker />
        <FormulaField />
      </div>
      <Chips />
      <div class="split">
        <CurvePlots />
        <CardPanel />
      </div>
      <SpeedPanel />
    </>
  );
}
