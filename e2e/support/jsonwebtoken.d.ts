declare module 'jsonwebtoken' {
  const jwt: {
    sign(claims: object, secret: string, options?: { noTimestamp?: boolean }): string;
  };
  export default jwt;
}
