import "./softmax.css";
import { Chain } from "./Chain.tsx";
import { Logits } from "./Logits.tsx";
import { Overflow } from "./Overflow.tsx";

export default function SoftmaxPage() {
  return (
    <>
      <h1>From logits to probabilities, and back as a gradient</h1>
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
