/** Answers with what it was asked. */
exports.handler = async (event) => ({
  statusCode: 200,
  headers: { 'Content-Type': 'application/json', 'Access-Control-Allow-Origin': '*' },
  body: JSON.stringify({ path: event.path ?? event.rawPath, parameters: event.pathParameters }),
});
