import pg from "pg";
import type { TestProject } from "vitest/node";
import { openStore } from "../../server/store/open-store.ts";
import { findPostgres } from "./find-postgres.ts";
import { startCluster } from "./start-cluster.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The URL of a database that is up to date and that nobody uses, to be copied by each test. */
    postgresTemplate?: string;
    /** The same for all projects, of which not all are tested on it. */
    sharedPostgresTemplate?: string;
  }
}

/**
 * Has the project's tests run on PostgreSQL, on one server for all such projects.
 *
 * @returns What stops the server, from the project that started it.
 */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const root = project.vitest.getRootProject();
  const { sharedPostgresTemplate: shared } = root.getProvidedContext();
  if (shared !== undefined) {
    project.provide("postgresTemplate", shared);
    return undefined;
  }
  const cluster = await startCluster(findPostgres());
  try {
    const admin = new pg.Client(cluster.urlOf("postgres"));
    await admin.connect();
    await admin.query("create database template_of_tests");
    await admin.end();
    const template = cluster.urlOf("template_of_tests");
    await (await openStore(template)).destroy();
    root.provide("sharedPostgresTemplate", template);
    project.provide("postgresTemplate", template);
  } catch (error) {
    await cluster.stop();
    throw error;
  }
  return () => cluster.stop();
}
