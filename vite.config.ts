import { spawn } from "node:child_process";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import oldestBrowsers from "./oldest-browsers.json" with { type: "json" };
import {
  compileMessages,
  keepStyles,
  nameChunk,
  precompress,
  productionRouter,
  refuseTooNew,
  scriptBudget,
  widgetFont,
} from "./vite.build-steps.ts";

/** The backend of `npm run dev`, beside Vite's own server; both stop together. */
const DEV_BACKEND_PORT = 3001;

function devBackend(): Plugin {
  return {
    name: "relink:dev-backend",
    apply: "serve",
    configureServer(server) {
      if (process.env["VITEST"]) return;
      const backend = spawn(process.execPath, ["--watch", "--import", "tsx", "src/main.ts"], {
        stdio: "inherit",
        env: {
          ...process.env,
          PORT: String(DEV_BACKEND_PORT),
          PUBLIC_URL: `http://127.0.0.1:${process.env["PORT"] ?? 3000}`,
        },
      });
      server.httpServer?.once("close", () => backend.kill());
    },
  };
}

export default defineConfig({
  plugins: [
    react(),
    compileMessages(),
    keepStyles(),
    productionRouter(),
    devBackend(),
    refuseTooNew({ css: oldestBrowsers.missingCss, syntax: oldestBrowsers.missingSyntax }),
    scriptBudget({
      client: { first: 114_000, all: 161_000 },
      frame: { first: 2_500, all: 2_500 },
    }),
    widgetFont(),
    precompress(),
  ],
  build: {
    outDir: "dist/web",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: "es2023",
    rolldownOptions: { checks: { bundlerTimings: false } },
  },
  builder: {},
  environments: {
    client: {
      build: {
        outDir: "dist/web",
        target: oldestBrowsers.targets,
        // By it the server names in the HTML what a page loads.
        manifest: true,
        modulePreload: { polyfill: false },
        rolldownOptions: {
          // The names of classes, among others.
          optimization: { inlineConst: { mode: "all", pass: 2 } },
          // A schema of the contract's that nobody reads by is left out: to make one changes nothing. So is what is
          // read by one and then not used, which ESLint refuses.
          treeshake: { propertyReadSideEffects: false, manualPureFunctions: ["v"] },
          output: {
            chunkFileNames: nameChunk,
            codeSplitting: {
              groups: [
                // More than half of all, and the same from release to release: browsers keep it.
                {
                  name: "vendor",
                  test: /node_modules\/(?:react|react-dom|scheduler|@messageformat|make-plural)\//,
                },
                // The rest of what every page needs, in one piece: so it compresses best.
                { name: "first", tags: ["$initial"] },
                { name: "later", test: /src\/(?:web|contract)\//, minShareCount: 2 },
              ],
            },
          },
        },
      },
    },
    /** The widget frame, which shares no script with the page: it is small, and another origin's. */
    frame: {
      consumer: "client",
      build: {
        // Beside the page, which is built before.
        outDir: "dist/web",
        target: oldestBrowsers.targets,
        emptyOutDir: false,
        copyPublicDir: false,
        modulePreload: { polyfill: false },
        rolldownOptions: { input: { "widget-frame": "widget-frame.html" } },
      },
    },
    /** What Node runs: our backend, with the sandbox in the demo, and the sandbox by itself. */
    ssr: {
      build: {
        outDir: "dist/node",
        emptyOutDir: true,
        copyPublicDir: false,
        rolldownOptions: {
          input: {
            server: "src/main.ts",
            sandbox: "src/sandbox/main.ts",
            "example-host": "src/example-host/main.ts",
          },
        },
      },
    },
    /** The sandbox's widget: two scripts for the browser, as Belvo's are. */
    widget: {
      consumer: "client",
      build: {
        outDir: "dist/widget",
        target: oldestBrowsers.targets,
        emptyOutDir: true,
        copyPublicDir: false,
        rolldownOptions: {
          input: { loader: "src/sandbox/widget/loader.ts", main: "src/sandbox/widget/main.ts" },
          output: { entryFileNames: "[name].js" },
        },
      },
    },
  },
  server: {
    host: "127.0.0.1",
    port: Number(process.env["PORT"] ?? 3000),
    strictPort: true,
    proxy: Object.fromEntries(
      ["/api", "/host", "/webhooks", "/livez", "/readyz"].map((path) => [
        path,
        { target: `http://127.0.0.1:${DEV_BACKEND_PORT}` },
      ]),
    ),
  },
});
