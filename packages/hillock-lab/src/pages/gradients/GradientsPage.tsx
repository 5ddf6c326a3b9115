import "./gradients.css";
import { ChainSection } from "./ChainSection.tsx";
import { CollapseSection } from "./CollapseSection.tsx";
import { ZigzagSection } from "./ZigzagSection.tsx";

export default function GradientsPage() {
  return (
    <>
      <h1>How a gradient fares on its way back</h1>
      <ChainSection />
      <ZigzagSection />
      <CollapseSection />
    </>
  );
}
