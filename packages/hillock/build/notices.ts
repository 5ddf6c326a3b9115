import type { Plugin } from "rolldown";
import { licensePlugin } from "rolldown-license-plugin";

/** Lays the licences of what is bundled beside it. */
export const notices = (): Plugin =>
  licensePlugin({
    failOnUnlicensed: true,
    done(packages, context) {
      const texts = packages.map(
        ({ name, version, license, licenseText }) => `${name} ${version}: ${license}\n\n${licenseText}`,
      );
      const source = texts.join(`\n\n${"-".repeat(80)}\n\n`);
      context.emitFile({ type: "asset", fileName: "third-party-licenses.txt", source });
    },
  });
