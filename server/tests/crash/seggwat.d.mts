export interface BootstrappedProject {
  owner_id: string;
  org_id: string;
  project_id: string;
  project_key: string;
  signing_secret: string;
  api_key: string;
}

/** The real binary with a data directory and a port of its own. */
export class Seggwat {
  static make(): Promise<Seggwat>;
  readonly dir: string;
  readonly data: string;
  readonly port: number;
  readonly url: string;
  arguments: string[];
  bootstrap(project: string): BootstrappedProject;
  start(): Promise<number>;
  remove(): Promise<void>;
}
