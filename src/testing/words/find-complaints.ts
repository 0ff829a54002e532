import { valuesOf } from "./message-values.ts";
import { catalogues, differences, files, sample, type FlatCatalogue } from "./read-catalogues.ts";
import { readabilityOf, type Readability } from "./readability.ts";

/** What only engineers understand, in any of the languages. */
const JARGON =
  /\b(links?|enlaces?|tokens?|mfa|webhooks?|recurrent[es]?|widgets?|apis?|https?|endpoints?|[45]\d\d)\b|\w_\w/i;

/** An address in a message is a link to everybody; a connection to a bank is one to engineers. */
const MAILED_LINK = /\b(link|enlace)\b/i;
const OF_MAILED_LINKS = "enter.entry_";

/** Words by which a sentence would speak to the person in another way than the rest of the page. */
const OTHER_REGISTER: Readonly<Record<string, RegExp>> = {
  es: /\b(usted|ustedes|intente|revise|ingrese|espere|escriba|compruebe|vos|tenés)\b/i,
  pt: /\b(tu|teu|tua|teus|tuas|o senhor|a senhora)\b/i,
  en: /\b(thou|ye)\b/i,
};

/** Each tells a person in trouble the cause, what to do and what comes next, on a small screen. */
const SHORT = /^(why|repair|refresh)\./;
const LONGEST = 140;

/** The action that a button or a link stands for comes first, by its verb. */
const BUTTONS: Readonly<Record<string, RegExp>> = {
  es: /^(Reparar|Continuar|Empezar|Dejar|Seguir|Avisarme|Actualizar|Ir|Traer|Recargar|Intentar|Mostrar|Ver|Salir|Copiar|Cerrar)\b/,
  pt: /^(Reparar|Continuar|Começar|Deixar|Seguir|Avisar|Parar|Atualizar|Ir|Buscar|Recarregar|Tentar|Mostrar|Ver|Sair|Copiar|Fechar)\b/,
  en: /^(Repair|Start|Leave|Tell|Stop|Update|Go|Get|Reload|Try|Show|See|Sign|Copy|Close)\b/,
};
/** What people at an employment institution do not have. */
const PASSWORD = /contraseña|\bclave|senha|password/i;
/** These are said of passwords alone. */
const OF_PASSWORDS = ["start.situations.password"];
/** What no institution is called that is no bank. */
const BANK = /\b(el|del|tu|un|este|o|do|seu|um|the|your|a) (banco|bank)\b/i;

const BUTTON_KEYS =
  /^(repair\.(updateBank|update|next|portal|reload|close)|alert\.(ask|stop)|repairAll\.(begin|skip|later|finish|resume|see)|refresh\.ask|links\.(retry|more|repairAll))$/;

/** Everything that is wrong with what the page says. Nothing, when all is well. */
export function findComplaints(sources: readonly string[]): string[] {
  return [
    ...unusedKeys(catalogues["es-MX"], sources).map((key) => `${key} is said nowhere`),
    // What stands in another file is not there when it is said.
    ...Object.entries(files).flatMap(([uiLocale, own]) =>
      [...files["es-MX"]].flatMap(([name, spanish]) =>
        otherKeys(own.get(name) ?? new Map(), spanish).map(
          (complaint) => `${uiLocale} ${name} ${complaint}`,
        ),
      ),
    ),
    ...[...differences.keys()]
      .filter((key) => differences.get(key) === catalogues["es-MX"].get(key))
      .map((key) => `es-CO ${key} is what es-MX says`),
    ...Object.entries(catalogues).flatMap(([uiLocale, catalogue]) => [
      ...complaintsAbout(uiLocale, catalogue),
      ...complaintsAboutValues(uiLocale, catalogue),
    ]),
  ];
}

function complaintsAbout(uiLocale: string, catalogue: FlatCatalogue): string[] {
  const language = uiLocale.slice(0, 2);
  const complaints = [...catalogue].flatMap(([key, message]) => {
    const text = sample(message);
    const wrong = [
      ...(text.trim() === "" ? ["is empty"] : []),
      ...(JARGON.test(key.startsWith(OF_MAILED_LINKS) ? text.replace(MAILED_LINK, "") : text)
        ? [`has a word that people do not know: ${text}`]
        : []),
      ...(OTHER_REGISTER[language]?.test(text) ? [`speaks in another register: ${text}`] : []),
      ...(SHORT.test(key) && text.length > LONGEST ? [`has ${text.length} characters`] : []),
      ...complaintsAboutKinds(key, message),
      ...(BUTTON_KEYS.test(key) && !BUTTONS[language]?.test(text)
        ? [`does not begin with what it does: ${text}`]
        : []),
    ];
    return wrong.map((each) => `${uiLocale} ${key} ${each}`);
  });
  const { measure, score, goal, isReached } = readability(uiLocale);
  return isReached
    ? complaints
    : [...complaints, `${uiLocale}: ${measure} is ${score.toFixed(1)}, and not ${goal}`];
}

/** What is told of an institution that is no bank, or that takes no password, must not say so. */
function complaintsAboutKinds(key: string, message: string): string[] {
  if (key.startsWith("start.") || key.startsWith("lab.")) return [];
  const text = sample(message, { type: "employment", login: "details" });
  return [
    ...(PASSWORD.test(text) && !OF_PASSWORDS.includes(key)
      ? [`has a password for all: ${text}`]
      : []),
    ...(BANK.test(text) ? [`calls everything a bank: ${text}`] : []),
    ...(SHORT.test(key) && text.length > LONGEST ? [`has ${text.length} characters`] : []),
  ];
}

/** A message that was left out, or is none of Mexico's. */
export function otherKeys(catalogue: FlatCatalogue, spanish: FlatCatalogue): string[] {
  const lacks = [...spanish.keys()].filter((key) => !catalogue.has(key));
  const more = [...catalogue.keys()].filter((key) => !spanish.has(key));
  return [...lacks.map((key) => `lacks ${key}`), ...more.map((key) => `has ${key} besides`)];
}

/** A translation in which something else is counted, chosen or given than in Mexico's. */
function complaintsAboutValues(uiLocale: string, catalogue: FlatCatalogue): string[] {
  return [...catalogues["es-MX"]]
    .filter(([key, message]) => formOf(message) !== formOf(catalogue.get(key) ?? ""))
    .map(([key]) => `${uiLocale} ${key} has other values than es-MX`);
}

/** The values of a message with what each is for, and the choices of those that choose. */
export function formOf(message: string): string {
  const values = valuesOf(message).map(({ name, use, choices }) =>
    [name, use, ...choices].join(" "),
  );
  return [...new Set(values)].sort().join(", ");
}

export function readability(uiLocale: string): Readability {
  const catalogue = Object.entries(catalogues).find(([each]) => each === uiLocale)?.[1];
  const texts = [...(catalogue?.values() ?? [])].map((message) => sample(message));
  const language = uiLocale.startsWith("es") ? "es" : uiLocale.startsWith("pt") ? "pt" : "en";
  return readabilityOf(language, texts);
}

/** A key is used where it stands as it is, or where what it begins with is put together with the rest. */
export function unusedKeys(catalogue: FlatCatalogue, sources: readonly string[]): string[] {
  const text = sources.join("\n");
  const begun = [...text.matchAll(/`([\w.]+)\$\{/g)].map(([, start]) => start ?? "");
  return [...catalogue.keys()].filter(
    (key) => !text.includes(`"${key}"`) && !begun.some((start) => key.startsWith(start)),
  );
}
