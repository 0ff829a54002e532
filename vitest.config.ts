import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [react()],
  test: {
    reporters: process.env["CI"] ? ["default", "json"] : ["default"],
    outputFile: { json: "test-results/units.json" },
    projects: [
      {
        extends: true,
        test: {
          name: "node",
          environment: "node",
          include: [
            "src/{contract,server,sandbox,testing}/**/*.test.ts",
            // What the page decides without a document.
            "src/web/{repair,words,links}/**/*.test.ts",
          ],
        },
      },
      {
        extends: true,
        test: {
          name: "web",
          environment: "jsdom",
          include: ["src/web/**/*.test.tsx", "src/web/belvo-widget/*.test.ts"],
          setupFiles: ["src/testing/web-setup.ts"],
        },
      },
    ],
  },
});
