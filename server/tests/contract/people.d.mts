import type { Seggwat } from '../crash/seggwat.mjs';

interface Answer {
  status: number;
  headers: Headers;
  body: { error?: string };
}

/** A member as their browser acts. */
export class Person {
  static log_in(server: Seggwat): Promise<Person>;
  call(method: string, path: string, body?: object): Promise<Answer>;
  bring_in(role: 'Owner' | 'Admin' | 'Member', projects?: string[] | null): Promise<Person>;
  make_project(
    name: string,
    allowed_origins?: string[],
  ): Promise<{ project_id: string; project_key: string; signing_secret: string }>;
}
