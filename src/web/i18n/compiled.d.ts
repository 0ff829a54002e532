/** A catalogue whose messages the build has taken apart, by their keys. */
declare module "*?compiled" {
  const messages: import("@lingui/core").Messages;
  export default messages;
}

/** The same of two languages, of which one says some of it in another way. */
declare module "*&compiled" {
  const messages: import("@lingui/core").Messages;
  export default messages;
}
