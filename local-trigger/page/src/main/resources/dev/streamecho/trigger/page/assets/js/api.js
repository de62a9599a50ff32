const BASE = '/api/v1';

/** What the server refused: `message` in one line, `at` the place in what was typed, if there is one. */
export class ApiError extends Error {
  constructor(message, status, at) {
    super(message);
    this.status = status;
    this.at = at;
  }
}

/** Gets the cookie of a trigger that was started again. */
export const renew = () => fetch('/');

async function call(method, path, body) {
  let response;
  try {
    response = await request(method, path, body);
    if (response.status === 401 && (await renew()).ok) response = await request(method, path, body);
  } catch {
    throw new ApiError('The trigger does not answer: it may have stopped. This page goes on when it runs again', 0);
  }
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return answer;
  throw new ApiError(answer.message || `The trigger answered ${response.status}`, response.status, answer.at);
}

const request = (method, path, body) =>
  fetch(BASE + path, {
    method,
    headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
    body,
  });

const query = (values) => {
  const present = Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return present.length ? `?${new URLSearchParams(present)}` : '';
};

export const read = (path, values = {}) => call('GET', path + query(values));

/** `body` is a value, or a text that is JSON already. */
export const send = (path, body = {}, method = 'POST') =>
  call(method, path, typeof body === 'string' ? body : JSON.stringify(body));

/** An object of texts that are JSON already, so that numbers keep all their digits. */
export const object = (members) =>
  `{${Object.entries(members)
    .filter(([, text]) => text !== undefined)
    .map(([name, text]) => `${JSON.stringify(name)}:${text}`)
    .join(',')}}`;
