import { spawnSync } from "node:child_process";
import { appendFileSync, mkdtempSync, rmdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const SIZE = "16m";
/** No room is left that a page of the store would fit in. */
const PIECES = [1024 * 1024, 64 * 1024, 4096];

/** A disk in memory, small enough to be filled. */
export interface SmallDisk {
  folder: string;
  fill: () => void;
  makeRoom: () => void;
  remove: () => void;
}

/** @returns Why there can be none here, when there can be none. */
export function mountSmallDisk(): SmallDisk | string {
  const folder = mkdtempSync(join(tmpdir(), "relink-disk-"));
  const ballast = join(folder, "ballast");
  if (!runs("mount", ["-t", "tmpfs", "-o", `size=${SIZE}`, "tmpfs", folder])) {
    rmdirSync(folder);
    return "no disk can be mounted here";
  }
  return {
    folder,
    fill() {
      for (const size of PIECES) appendUntilFull(ballast, size);
    },
    makeRoom() {
      rmSync(ballast);
    },
    remove() {
      runs("umount", ["-l", folder]);
      rmdirSync(folder);
    },
  };
}

function appendUntilFull(path: string, size: number): void {
  const piece = Buffer.alloc(size);
  for (;;) {
    try {
      appendFileSync(path, piece);
    } catch {
      return;
    }
  }
}

function runs(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: "ignore" }).status === 0;
}
