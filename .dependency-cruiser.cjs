/** Who may import whom: the tables of docs/decisions/0002-six-areas.md, made executable. */
const outside = (area, allowed) => ({
  name: `${area}-stays-in-its-area`,
  comment: `src/${area} may import ${allowed.join(", ") || "nothing of ours"}.`,
  severity: "error",
  from: { path: `^src/${area}/`, pathNot: "\\.test\\.tsx?$" },
  to: { path: "^src/", pathNot: [area, ...allowed].map((name) => `^src/${name}/`) },
});

/**
 * The floors inside src/server, from the top. A folder may import what stands on a lower floor, and
 * nothing beside it or above it.
 */
const FLOORS = [
  ["[^/]+\\.ts"],
  ["host", "first-load"],
  ["repairs", "repair-all", "data-refresh", "banks", "webhooks", "live", "page-errors"],
  ["access"],
  ["jobs"],
  ["sync"],
  ["links"],
  ["events"],
  ["belvo", "store", "site"],
  ["http", "settings", "async"],
];

const floorRules = FLOORS.flatMap((folders, floor) =>
  folders.map((folder) => {
    const lower = FLOORS.slice(floor + 1).flat();
    return {
      name: `server-${floor === 0 ? "top" : folder}-imports-downwards`,
      comment: `It may import ${lower.join(", ") || "none of the others"}.`,
      severity: "error",
      from: { path: `^src/server/${folder}(/|$)`, pathNot: "\\.test\\.ts$" },
      to: {
        path: "^src/server/",
        pathNot: [folder, ...lower].map((name) => `^src/server/${name}(/|$)`),
      },
    };
  }),
);

module.exports = {
  forbidden: [
    outside("contract", []),
    outside("web", ["contract"]),
    outside("server", ["contract"]),
    outside("demo", ["contract", "server", "sandbox"]),
    outside("sandbox", []),
    outside("example-host", []),
    ...floorRules,
    {
      name: "every-folder-of-the-server-has-a-floor",
      severity: "error",
      from: {},
      to: {
        path: "^src/server/",
        pathNot: FLOORS.flat().map((name) => `^src/server/${name}(/|$)`),
      },
    },
    {
      name: "the-demo-is-loaded-when-it-is-wanted",
      comment: "Production runs no code of the demo's: only a dynamic import may name it.",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/(demo|testing)/|\\.test\\.tsx?$" },
      to: { path: "^src/demo/", dynamic: false },
    },
    {
      name: "no-cycle",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "contract-has-no-io",
      severity: "error",
      from: { path: "^src/contract/", pathNot: "\\.test\\.ts$" },
      to: { dependencyTypes: ["core", "npm", "npm-dev"], pathNot: "node_modules/valibot" },
    },
    {
      name: "the-core-is-for-any-page",
      comment: "No React, no router, nothing that draws: a host's own page may stand on it.",
      severity: "error",
      from: { path: "^src/web/core/", pathNot: "\\.test\\.tsx?$" },
      to: {
        pathNot:
          "^src/(contract|web/core)/|^src/web/widget-frame/frame-messages\\.ts$|node_modules/(valibot|@tanstack/query-core)/",
      },
    },
    {
      name: "links-do-not-know-repair",
      comment: "A list of links is useful without a repair; a repair is about a link.",
      severity: "error",
      from: { path: "^src/web/(core/)?links/", pathNot: "\\.test\\.tsx?$" },
      to: { path: "^src/web/((core/)?(repair|widget)|app)/" },
    },
    {
      name: "only-a-repair-opens-the-widget",
      severity: "error",
      from: {
        path: "^src/web/",
        pathNot: "^src/web/(core|app)/|^src/web/repair/|^src/web/main\\.tsx$|\\.test\\.tsx?$",
      },
      to: { path: "^src/web/core/widget/" },
    },
    {
      name: "the-widget-frame-is-by-itself",
      comment: "Belvo's script runs beside it: it has nothing of the page's.",
      severity: "error",
      from: { path: "^src/web/widget-frame/", pathNot: "\\.test\\.ts$" },
      to: { path: "^src/", pathNot: "^src/web/widget-frame/" },
    },
    {
      name: "the-page-knows-the-frame-by-its-messages",
      severity: "error",
      from: { path: "^src/web/", pathNot: "^src/web/widget-frame/" },
      to: { path: "^src/web/widget-frame/", pathNot: "/frame-messages\\.ts$" },
    },
    {
      name: "the-bottom-knows-no-vertical",
      severity: "error",
      from: { path: "^src/web/(design|loading|i18n)/", pathNot: "\\.test\\.tsx?$" },
      to: {
        path: "^src/web/",
        pathNot: "^src/web/(design|loading|i18n|core)/|^src/web/core-context\\.ts$",
      },
    },
    {
      name: "tests-only",
      comment: "The bench is for tests; nothing that is shipped may stand on it.",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/testing/|\\.test\\.tsx?$" },
      to: { path: "^src/testing/" },
    },
    {
      name: "no-dev-dependency-in-the-product",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/testing/|\\.test\\.tsx?$" },
      to: {
        dependencyTypes: ["npm-dev"],
        dependencyTypesNot: ["type-only"],
        pathNot: "node_modules/@types|node_modules/vite/client",
      },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.base.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "types", "default"],
      extensions: [".ts", ".tsx", ".js", ".css"],
    },
  },
};
