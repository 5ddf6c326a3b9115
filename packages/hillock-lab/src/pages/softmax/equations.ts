/** What the page says in formulas; typeset when the lab is built. */
export const EQUATIONS = {
  slopes: "\\frac{\\partial s_i}{\\partial z_j} = s_i(\\delta_{ij} - s_j)",
  jacobian: "J = \\operatorname{diag}(s) - s\\,s^{\\mathsf T}",
  chain:
    "\\frac{\\partial L}{\\partial z} = \\frac{\\partial L}{\\partial s}\\,J = -\\frac{y}{s}\\,\\bigl(\\operatorname{diag}(s) - s\\,s^{\\mathsf T}\\bigr) = s - y",
  lossGradient: "\\partial L/\\partial s = -y/s",
  product: "(\\partial L/\\partial s)\\,J",
  probabilities: "s",
  target: "y",
  difference: "s - y",
} as const;
