import "./functions.css";
import { Term } from "../../ui/Term.tsx";
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
        What a function makes of{" "}
        <Term word="preActivation">
          <i>z</i>
        </Term>
        , and of a <Term word="gradient">gradient</Term>
      </h1>
      <p class="lead">Add functions, or type one of your own. Underlined words explain themselves.</p>
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
