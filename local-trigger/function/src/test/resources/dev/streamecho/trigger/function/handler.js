if (process.env.INIT === 'fail') {
  throw new RangeError('EVENT_TYPES is empty');
}
if (process.env.INIT === 'exit') {
  process.exit(7);
}
console.log('loaded');

const handler = async (event, context) => {
  const [command, argument] = event.split(' ');
  switch (command) {
    case 'echo':
      return event;
    case 'print':
      process.stdout.write('to standard output\n');
      process.stderr.write('to standard error\n');
      console.log('to the logger\nin two lines');
      return null;
    case 'fail':
      throw new RangeError('größer als 3');
    case 'exit':
      return process.exit(Number(argument));
    case 'sleep':
      return new Promise((resolve) => setTimeout(resolve, 600_000));
    case 'large':
      return 'x'.repeat(7 * 1024 * 1024);
    case 'variables':
      return process.env;
    case 'pid':
      return process.pid;
    default:
      return [
        context.awsRequestId,
        context.functionName,
        context.functionVersion,
        context.invokedFunctionArn,
        String(context.memoryLimitInMB),
        context.logGroupName,
        context.getRemainingTimeInMillis() > 0,
        context.getRemainingTimeInMillis() <= 60_000,
      ];
  }
};
