/** The link's id, which is in the widget's token, as at Belvo. */
export function linkOf(accessToken: string): string {
  const payload = Buffer.from(accessToken.split(".")[1] ?? "", "base64url").toString();
  return /"link":\{"id":"([^"]+)"/.exec(payload)?.[1] ?? "";
}
