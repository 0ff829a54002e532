import { readFileSync } from "node:fs";
import ts from "typescript";

const { missing } = JSON.parse(
  readFileSync(new URL("./oldest-browsers.json", import.meta.url), "utf8"),
);

/** `{ "URLSearchParams.size" → true }` for what instances lack, whatever they are called. */
const ofInstances = new Set(
  Object.entries(missing).flatMap(([owner, names]) =>
    owner.endsWith(".prototype")
      ? names.map((name) => `${owner.replace(".prototype", "")}.${name}`)
      : [],
  ),
);

/** Refuses what the oldest browsers that we support lack, unless the file asks for it first. */
const oldBrowsers = {
  meta: { type: "problem", schema: [], messages: { missing: "Old browsers lack {{what}}." } },
  create(context) {
    const { sourceCode } = context;
    const services = sourceCode.parserServices;
    const checker = services.program.getTypeChecker();
    const report = (node, what) => context.report({ node, messageId: "missing", data: { what } });

    return {
      MemberExpression(node) {
        if (node.computed) return;
        const { name } = node.property;
        const owner = node.object.type === "Identifier" ? node.object.name : "";
        if (missing[owner]?.includes(name)) report(node, `${owner}.${name}`);

        const property = checker.getPropertyOfType(services.getTypeAtLocation(node.object), name);
        const declaredBy = String(property?.parent?.escapedName).replace("ReadonlyArray", "Array");
        const what = `${declaredBy}.${name}`;
        if (ofInstances.has(what)) report(node, what);
      },
      Identifier(node) {
        const isAsked = () => sourceCode.text.includes(`"${node.name}" in window`);
        if (missing.Window.includes(node.name) && !isAsked()) report(node, node.name);
      },
    };
  },
};

/**
 * Refuses text that has siblings. A browser that translates a page puts elements in the place of its
 * text nodes; React, which keeps the nodes, then fails to remove them or to put something before them.
 * The only text of an element is replaced as a whole, which cannot fail.
 */
const textAlone = {
  meta: {
    type: "problem",
    schema: [],
    messages: { beside: "Text beside other nodes needs an element of its own." },
  },
  create(context) {
    const services = context.sourceCode.parserServices;

    function mayBeText(child) {
      if (child.type === "JSXText") return child.value.trim() !== "";
      if (child.type !== "JSXExpressionContainer") return false;
      if (child.expression.type === "JSXEmptyExpression") return false;
      const type = services.getTypeAtLocation(child.expression);
      const parts = type.isUnion() ? type.types : [type];
      // What a component is given may be anything; whoever gives it is looked at.
      const isAnything = parts.some((part) => part.isClassOrInterface() || part.symbol);
      return (
        !isAnything &&
        parts.some((part) => part.flags & (ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike))
      );
    }
    function check({ children }) {
      const drawn = children.filter(
        (child) =>
          !(child.type === "JSXText" && child.value.trim() === "" && child.value.includes("\n")) &&
          child.expression?.type !== "JSXEmptyExpression",
      );
      if (drawn.length < 2) return;
      for (const child of drawn.filter(mayBeText)) {
        context.report({ node: child, messageId: "beside" });
      }
    }
    return { JSXElement: check, JSXFragment: check };
  },
};

export const ownRules = { rules: { "old-browsers": oldBrowsers, "text-alone": textAlone } };
