import "./softmax.css";
import { loadEquations } from "../../ui/equations.ts";
import { Term } from "../../ui/Term.tsx";
import { Chain } from "./Chain.tsx";
import { Logits } from "./Logits.tsx";
import { Overflow } from "./Overflow.tsx";

await loadEquations("softmaxPage").catch(() => undefined);

export default function SoftmaxPage() {
  return (
    <>
      <h1>
        From logits to probabilities, and back as a <Term word="gradient">gradient</Term>
      </h1>
      <p class="lead">Drag the logits, and choose which class is right: every number follows.</p>
      <div class="board">
        <div>
          <Logits />
          <Overflow />
        </div>
        <div>
          <Chain />
        </div>
      </div>
    </>
  );
}
