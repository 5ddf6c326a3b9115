import "./gradients.css";
import { ChainSection } from "./ChainSection.tsx";
import { CollapseSection } from "./CollapseSection.tsx";
import { ZigzagSection } from "./ZigzagSection.tsx";

export default function GradientsPage() {
  return (
    <>
      <h1>How a gradient fares on its way back</h1>
      <p class="lead">
        Each layer multiplies it by its weights and by its function's slope. Change either, and see what is
        left.
      </p>
      <ChainSection />
      <ZigzagSection />
      <CollapseSection />
    </>
  );
}
