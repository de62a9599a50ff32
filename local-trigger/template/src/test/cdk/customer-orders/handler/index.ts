/** Prints one line of JSON for each invocation, with the event that it got. */
export const handler = async (event: object): Promise<void> => {
  console.log(
    JSON.stringify({
      level: 'INFO',
      message: event,
      service: process.env.SERVICE_NAME,
      timestamp: new Date().toISOString(),
      xray_trace_id: (process.env._X_AMZN_TRACE_ID ?? '').replace(/^Root=|;.*$/g, ''),
    }),
  );
};
