import jwt from 'jsonwebtoken';

const [sub, email, name] = process.argv.slice(2);
const { SEGGWAT_PROJECT_KEY, SEGGWAT_SIGNING_SECRET, ALGORITHM = 'HS256' } = process.env;
const claims = { sub, email, name, project_key: SEGGWAT_PROJECT_KEY };
console.log(jwt.sign(claims, SEGGWAT_SIGNING_SECRET, { algorithm: ALGORITHM, expiresIn: '1h' }));
