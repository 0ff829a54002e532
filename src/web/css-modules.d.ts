/** The classes of a style by their names: each is by itself, so that the build leaves out what nothing uses. */
declare module "*.module.css" {
  const classes: Readonly<Record<string, string>>;
  export = classes;
}

declare module "*.css";
