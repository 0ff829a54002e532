import { request, type Agent, type IncomingHttpHeaders } from "node:http";

interface Call {
  method?: "GET" | "POST";
  headers?: Record<string, string>;
  body?: string;
  agent?: Agent;
}

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** One request over connections that the caller holds: `fetch` does not say what becomes of its own. */
export function call(url: string, { method = "GET", headers, body, agent }: Call = {}) {
  return new Promise<Answer>((resolve, reject) => {
    const type = body === undefined ? {} : { "Content-Type": "application/json" };
    const options = { method, headers: { ...type, ...headers }, ...(agent && { agent }) };
    const outgoing = request(url, options, (incoming) => {
      let text = "";
      incoming.setEncoding("utf8");
      incoming.on("data", (chunk: string) => (text += chunk));
      incoming.on("error", reject);
      incoming.on("end", () => {
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text });
      });
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}
