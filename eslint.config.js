import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";
import { ownRules } from "./eslint.rules.js";

/** What a secret is called, or something from which it could be told. */
const SECRET = "/(secret|token|password|authorization|hash|digest|signature|apiKey|bearer)s?$/i";
const isSecret = (side) =>
  ["name", "property.name", "callee.name", "callee.object.callee.name"]
    .map((name) => `[${side}.${name}=${SECRET}]`)
    .join(", ");
/** Comparing with one of these tells only whether there is a secret, or which kind. */
const PLAIN = ":matches(Literal, Identifier[name='undefined'], UnaryExpression)";
const COMPARES = "BinaryExpression[operator=/^[!=]==?$/]";

/** A comparison that stops at the first difference tells by its time how near a guess was. */
const timedComparisons = [
  `${COMPARES}:has(CallExpression[callee.property.name='reveal'])`,
  `CallExpression[callee.property.name=/^(includes|startsWith|endsWith|indexOf|equals|compare|localeCompare|is|has)$/]:has(CallExpression[callee.property.name='reveal'])`,
  `CallExpression[callee.property.name=/^(equals|compare|localeCompare)$/] > CallExpression.arguments[callee.name=${SECRET}]`,
  `${COMPARES}:matches(${isSecret("left")}):not(:has(> ${PLAIN}.right))`,
  `${COMPARES}:matches(${isSecret("right")}):not(:has(> ${PLAIN}.left))`,
].map((selector) => ({
  selector,
  message: "Secrets are compared by isSameSecret, which takes as long for every guess.",
}));

/** What belongs to one browser page. */
const PAGE_GLOBALS = [
  ...["window", "self", "document", "location", "history", "navigator", "localStorage"],
  ...["sessionStorage", "fetch", "EventSource", "BroadcastChannel"],
];

/** What the build leaves out of a page. */
const ofTheBuild = [
  {
    selector: "ImportDeclaration[source.value=/\\.module\\.css$/] > ImportDefaultSpecifier",
    message: "Import the classes by themselves, with `import * as`: so unused ones are left out.",
  },
  {
    selector: "ExpressionStatement > CallExpression[callee.object.name='v']",
    message: "The build leaves out what valibot reads and nobody uses: use what it gives.",
  },
];

export default tseslint.config(
  {
    ignores: [
      "dist/",
      "node_modules/",
      "data/",
      "test-results/",
      "eslint.config.js",
      "eslint.rules.js",
    ],
  },
  {
    files: ["**/*.ts", "**/*.tsx"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    linterOptions: { reportUnusedDisableDirectives: "error" },
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      // `type` for unions, `interface` for props and dependencies: a choice made by the reader's eye.
      "@typescript-eslint/consistent-type-definitions": "off",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/consistent-type-assertions": ["error", { assertionStyle: "never" }],
      // The two ways of reading an index signature are told apart by tsc already.
      "@typescript-eslint/dot-notation": "off",
      "no-console": "error",
      eqeqeq: "error",
    },
  },
  {
    files: ["src/web/**/*.ts", "src/web/**/*.tsx"],
    extends: [reactHooks.configs.flat["recommended-latest"]],
  },
  {
    files: ["src/{server,demo,example-host}/**/*.ts"],
    ignores: ["**/*.test.ts"],
    rules: { "no-restricted-syntax": ["error", ...timedComparisons] },
  },
  {
    // What people's browsers run, on phones that are some years old.
    files: [
      "src/web/**/*.ts",
      "src/web/**/*.tsx",
      "src/contract/**/*.ts",
      "src/sandbox/widget/**/*.ts",
    ],
    ignores: ["**/*.test.ts", "**/*.test.tsx"],
    plugins: { own: ownRules },
    rules: {
      "own/old-browsers": "error",
      "own/text-alone": "error",
      "no-restricted-syntax": ["error", ...ofTheBuild],
    },
  },
  {
    // What any page may stand on takes the browser as an argument, and looks nothing up in it.
    files: ["src/web/core/**/*.ts"],
    ignores: ["**/*.test.ts"],
    rules: {
      "no-restricted-globals": ["error", ...PAGE_GLOBALS],
      "no-restricted-properties": [
        "error",
        ...["getElementById", "querySelector", "querySelectorAll"].map((property) => ({
          property,
          message: "The core is given the elements that it needs.",
        })),
        ...PAGE_GLOBALS.map((property) => ({ object: "globalThis", property })),
      ],
    },
  },
  {
    // What people read is in src/web/i18n, where it is translated.
    files: ["src/web/**/*.tsx"],
    ignores: ["**/*.test.tsx"],
    rules: {
      "no-restricted-syntax": [
        "error",
        ...[
          "JSXText[value=/[A-Za-zÀ-ÿ]/]",
          "JSXExpressionContainer > Literal[value=/[A-Za-zÀ-ÿ]/]:not(JSXAttribute *)",
          "JSXExpressionContainer > TemplateLiteral > TemplateElement[value.raw=/[A-Za-zÀ-ÿ]/]:not(JSXAttribute *)",
          "JSXAttribute[name.name=/^(aria-label|aria-description|aria-roledescription|title|alt|placeholder|text|label)$/] > Literal[value=/[A-Za-zÀ-ÿ]/]",
        ].map((selector) => ({ selector, message: "Words for people belong in src/web/i18n." })),
        ...ofTheBuild,
      ],
    },
  },
);
